package io.jenkins.plugins.dockereventwatch.image.expansion;

/** The variables that an expansion can refer to. */
public interface Variables {

    /**
     * Returns the value of a variable, or null if it is not set.
     *
     * @throws UnknownValueException if the variable is set to an unknown value
     */
    String value(String name) throws UnknownValueException;

    /** Creates the exception for a variable that is required but not set. */
    UnknownValueException unset(String name);
}
