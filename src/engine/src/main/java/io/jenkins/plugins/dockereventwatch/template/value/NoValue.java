package io.jenkins.plugins.dockereventwatch.template.value;

/** The value of a missing key. Unlike for null, its fields are also missing values instead of errors. */
public enum NoValue {
    INSTANCE;

    @Override
    public String toString() {
        return "<no value>";
    }
}
