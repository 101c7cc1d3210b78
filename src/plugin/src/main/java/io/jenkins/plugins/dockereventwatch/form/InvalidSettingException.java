package io.jenkins.plugins.dockereventwatch.form;

/** A setting that cannot be used; the message says to its author what is wrong, without secrets. */
public final class InvalidSettingException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String message) {
        super(message);
    }
}
