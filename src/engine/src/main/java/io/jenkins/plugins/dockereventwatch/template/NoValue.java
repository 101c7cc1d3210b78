package io.jenkins.plugins.dockereventwatch.template;

/** What a missing key has; unlike null, further fields of it are missing too and not an error. */
enum NoValue {
    INSTANCE;

    @Override
    public String toString() {
        return "<no value>";
    }
}
