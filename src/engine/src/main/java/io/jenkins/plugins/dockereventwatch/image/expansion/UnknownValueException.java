package io.jenkins.plugins.dockereventwatch.image.expansion;

/** Thrown if the value of a variable or text cannot be determined. */
public final class UnknownValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param reason why the value is unknown
     * @param remedy how to make it known
     */
    public UnknownValueException(String reason, String remedy) {
        super(reason, null, false, false);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
