package io.jenkins.plugins.dockereventwatch.form;

import hudson.util.FormValidation;
import jenkins.model.Jenkins;

/** Settings checked as their administrator types. */
public final class AsTyped {

    private AsTyped() {}

    /** What says of a setting why it cannot be used. */
    public interface Check {
        void run() throws InvalidSettingException;
    }

    /**
     * Checks that there is something; asked by administrators only.
     *
     * @param value as typed; null is nothing, too
     * @param missing what is told where there is nothing
     */
    public static FormValidation required(String value, String missing) {
        return check(() -> {
            if (Text.trimmed(value).isEmpty()) {
                throw new InvalidSettingException(missing);
            }
        });
    }

    /** What a form shows; asked by administrators only. */
    public static FormValidation check(Check check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            check.run();
            return FormValidation.ok();
        } catch (InvalidSettingException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
