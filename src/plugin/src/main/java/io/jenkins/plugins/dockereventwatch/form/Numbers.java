package io.jenkins.plugins.dockereventwatch.form;

import hudson.util.FormValidation;
import jenkins.model.Jenkins;

/** Whole numbers in a range. */
public final class Numbers {

    private Numbers() {}

    public static int checked(int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(Messages.Numbers_Range(number, least, most));
        }
        return number;
    }

    /** Checks one as its administrator types. */
    public static FormValidation validation(String text, int least, int most) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String digits = Words.trimmed(text);
        boolean number =
                digits.matches("[0-9]{1,4}") && Integer.parseInt(digits) >= least && Integer.parseInt(digits) <= most;
        return number ? FormValidation.ok() : FormValidation.error(Messages.Numbers_Range(digits, least, most));
    }
}
