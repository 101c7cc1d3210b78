package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.Optional;

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

    /** Whether a line is an action. */
    static boolean begins(String line) {
        return line.startsWith("Inst ")
                || line.startsWith("Conf ")
                || line.startsWith("Remv ")
                || line.startsWith("Purg ");
    }

    /** Parses an action; empty: it is malformed. */
    static Optional<AptAction> parse(String line) {
        String verb = line.substring(0, 4);
        String rest = line.substring(5);
        int blank = rest.indexOf(' ');
        String name = blank < 0 ? rest : rest.substring(0, blank);
        rest = blank < 0 ? "" : rest.substring(blank + 1);
        Optional<String> from = Optional.empty();
        if (rest.startsWith("[")) {
            int end = rest.indexOf(']');
            if (end < 0) {
                return Optional.empty();
            }
            from = Optional.of(rest.substring(1, end));
            rest = rest.substring(end + 1).stripLeading();
        }
        Optional<String> to = Optional.empty();
        String origin = "";
        if (rest.startsWith("(")) {
            int end = rest.indexOf("])");
            int architecture = rest.lastIndexOf(" [", Math.max(end, 0));
            int version = rest.indexOf(' ');
            if (end < 0 || architecture < version) {
                return Optional.empty();
            }
            to = Optional.of(rest.substring(1, version));
            origin = rest.substring(version, architecture).strip();
            rest = rest.substring(end + 2).strip();
        }
        return new AptAction(verb, name, from, to, SafeText.abbreviate(origin, LONGEST_ORIGIN)).ifValid(rest);
    }

    private Optional<AptAction> ifValid(String rest) {
        boolean words = SafeText.isWord(name)
                && from.map(SafeText::isWord).orElse(true)
                && to.map(SafeText::isWord).orElse(true);
        boolean whole = verb.equals("Inst") || verb.equals("Conf") ? to.isPresent() : true;
        boolean ending = rest.isEmpty() || (rest.startsWith("[") && rest.endsWith("]"));
        return words && whole && ending ? Optional.of(this) : Optional.empty();
    }
}
