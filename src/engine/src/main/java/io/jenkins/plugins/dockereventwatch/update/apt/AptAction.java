package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code apt-get -s}: {@code Inst NAME [OLD] (NEW ORIGIN[, ORIGIN] [ARCH]) [broken]}.
 *
 * @param verb {@code Inst}, {@code Conf}, {@code Remv} or {@code Purg}
 * @param name the package, with its architecture if that is foreign
 * @param from the old version; empty: none
 * @param to the new version; empty: none
 * @param origin the archives of the new version
 */
record AptAction(String verb, String name, Optional<String> from, Optional<String> to, String origin) {

    private static final int LONGEST_ORIGIN = 300;
    private static final Pattern BEGINNING = Pattern.compile("(?:Inst|Conf|Remv|Purg) ");
    private static final Pattern LINE = Pattern.compile("(Inst|Conf|Remv|Purg) ([^ ]++)(?: \\[([^\\]]*+)\\])?"
            + " *+(?:\\(([^ ]++)( .*)? \\[[^\\[\\]]*+\\]\\))? *+(?:\\[.*\\])?");

    static boolean begins(String line) {
        return BEGINNING.matcher(line).lookingAt();
    }

    /** Parses an action; empty: it is malformed. */
    static Optional<AptAction> parse(String line) {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            return Optional.empty();
        }
        String origin = words.group(5) == null ? "" : words.group(5).strip();
        AptAction action = new AptAction(
                words.group(1),
                words.group(2),
                Optional.ofNullable(words.group(3)),
                Optional.ofNullable(words.group(4)),
                SafeText.abbreviate(origin, LONGEST_ORIGIN));
        return Optional.of(action).filter(AptAction::isValid);
    }

    private boolean isValid() {
        return SafeText.isWord(name)
                && from.map(SafeText::isWord).orElse(true)
                && to.map(SafeText::isWord).orElse(isRemoval());
    }

    /** Whether the package is installed or changes its version; {@code Conf} repeats it. */
    boolean isInstallation() {
        return verb.equals("Inst");
    }

    boolean isRemoval() {
        return verb.equals("Remv") || verb.equals("Purg");
    }
}
