package hudson.model;

import java.io.Serializable;

public abstract class ParameterValue implements Serializable {
    private static final long serialVersionUID = 1L;

    ParameterValue() {}

    public native boolean isSensitive();

    public native Object getValue();
}
