package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.util.FormValidation;
import jenkins.model.Jenkins;

/** Texts that must be there. */
final class Required {

    private Required() {}

    static boolean isMissing(String text) {
        return text == null || text.isBlank();
    }

    /** Without blanks around it. */
    static String text(String field, String text) {
        if (isMissing(text)) {
            throw new IllegalArgumentException(Messages.Required_Missing(field));
        }
        return text.strip();
    }

    /** Checks one as its administrator types. */
    static FormValidation validation(String text) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return isMissing(text) ? FormValidation.error(Messages.Required_Empty()) : FormValidation.ok();
    }
}
