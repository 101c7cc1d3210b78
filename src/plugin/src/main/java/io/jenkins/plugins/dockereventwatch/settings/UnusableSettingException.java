package io.jenkins.plugins.dockereventwatch.settings;

/** A setting that cannot be used; the message says to its author what is wrong, without secrets. */
public final class UnusableSettingException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableSettingException(String message) {
        super(message);
    }
}
