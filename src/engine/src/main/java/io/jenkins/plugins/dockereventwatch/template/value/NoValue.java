package io.jenkins.plugins.dockereventwatch.template.value;

/** What a missing key has; unlike null, further fields of it are missing too and not an error. */
public enum NoValue {
    INSTANCE;

    @Override
    public String toString() {
        return "<no value>";
    }
}
