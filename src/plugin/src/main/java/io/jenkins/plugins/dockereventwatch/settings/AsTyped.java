package io.jenkins.plugins.dockereventwatch.settings;

import hudson.util.FormValidation;
import jenkins.model.Jenkins;

/** Settings checked as their administrator types. */
final class AsTyped {

    private AsTyped() {}

    /** What says of a setting why it cannot be used. */
    interface Check {
        void run() throws UnusableSettingException;
    }

    /**
     * Checks that there is something; asked by administrators only.
     *
     * @param value as typed; null is nothing, too
     * @param missing what is told where there is nothing
     */
    static FormValidation required(String value, String missing) {
        return check(() -> {
            if (Text.trimmed(value).isEmpty()) {
                throw new UnusableSettingException(missing);
            }
        });
    }

    /** What a form shows; asked by administrators only. */
    static FormValidation check(Check check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            check.run();
            return FormValidation.ok();
        } catch (UnusableSettingException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
