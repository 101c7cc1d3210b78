package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.Serializable;

/**
 * Why something asked for is not granted.
 *
 * @param option what was asked for, as the user writes it at the command line without dashes: {@code memory}
 * @param message what is wrong and what is allowed
 * @param authority who may change the rule
 */
public record Refusal(String option, String message, Authority authority) implements Serializable {

    private static final int LONGEST_QUOTE = 100;

    /** Who may change a rule. */
    public enum Authority {
        /** Nobody needs to: what was written cannot be meant. */
        USER("write it differently"),
        /** The administrator may raise a maximum or permit an exception. */
        SITE("the site's administrator may change this: 'limits' in config.yml, or the Jenkins settings"),
        /** The machine, or the Docker Engine there. */
        HOST("this is what the Docker host can do"),
        /** It is what this door is for. */
        NOBODY("nobody can permit this here");

        private final String words;

        Authority(String words) {
            this.words = words;
        }
    }

    /** One line: the option, what is wrong, and who may change it. */
    @Override
    public String toString() {
        return option + ": " + message + (authority == Authority.USER ? "" : " (" + authority.words + ")");
    }

    /** A text of the user's in quotes, fit to be shown: bounded, without control characters. */
    public static String quoted(String text) {
        return "'" + SafeText.escape(SafeText.limit(text, LONGEST_QUOTE)) + "'";
    }
}
