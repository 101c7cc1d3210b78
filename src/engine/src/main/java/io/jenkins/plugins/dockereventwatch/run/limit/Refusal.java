package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.Serializable;

/**
 * The reason for which a requested setting is not permitted.
 *
 * @param option the name of the option on the command line, without dashes, for example {@code memory}
 * @param message what is wrong and what is expected
 * @param authority who can change the rule
 */
public record Refusal(String option, String message, Authority authority) implements Serializable {

    private static final int LONGEST_QUOTE = 100;

    /** Who can change a rule. */
    public enum Authority {
        /** The user, by correcting the invalid value. */
        USER(""),
        /** The administrator, by raising a maximum or permitting an exception. */
        SITE("an administrator can change this: 'limits' in config.yml, or the Jenkins settings"),
        /** The administrator, by allowing an image. */
        IMAGE_POLICY("an administrator can change this: 'image_policy' in config.yml, or the Jenkins settings"),
        /** The Docker host or its engine does not support the value. */
        HOST("a limit of the Docker host"),
        /** The restriction is fixed and cannot be changed. */
        NOBODY("this cannot be changed");

        private final String text;

        Authority(String text) {
            this.text = text;
        }
    }

    /** Returns one line with the option, the message, and who can change the rule. */
    @Override
    public String toString() {
        return option + ": " + message + (authority == Authority.USER ? "" : " (" + authority.text + ")");
    }

    /** Returns the message about a malformed value, which quotes it as {@link #quoted} does. */
    static String invalid(String noun, String text, String expected) {
        return "Invalid " + noun + " " + quoted(text) + ": expected " + expected;
    }

    /** Returns user input in quotes for display, see {@link #abbreviated}. */
    public static String quoted(String text) {
        return "'" + abbreviated(text) + "'";
    }

    /** Returns user input limited in length and without control characters. */
    static String abbreviated(String text) {
        return SafeText.escape(SafeText.limit(text, LONGEST_QUOTE));
    }
}
