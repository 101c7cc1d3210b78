package io.jenkins.plugins.dockereventwatch.image.compose;

import java.util.Map;

/**
 * Puts variables into a value as Docker Compose does: {@code $x}, <code>${x}</code>, and
 * <code>${x:-y} ${x-y} ${x:+y} ${x+y} ${x:?y} ${x?y}</code>, nested; {@code $$} is a dollar sign. Compose puts nothing in
 * for a variable that is not set; here the value is then not known, since who runs Compose may have it set.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/interpolation/">Interpolation</a>
 */
final class Interpolation {

    private static final int LONGEST = 4096;
    private static final int DEEPEST = 30;

    private final String text;
    private final Map<String, String> variables;
    private int at;
    private int depth;

    /** More than 0 within an alternative that does not count, whose variables need not be known. */
    private int unread;

    Interpolation(String text, Map<String, String> variables) {
        this.text = text;
        this.variables = variables;
    }

    /** Ends an interpolation that cannot be completed. */
    private static final class Obstacle extends Exception {

        private static final long serialVersionUID = 1L;

        private final String remedy;

        Obstacle(String why, String remedy) {
            super(why, null, false, false);
            this.remedy = remedy;
        }
    }

    ComposeValue value() {
        try {
            return new ComposeValue(upTo(false), "", "");
        } catch (Obstacle e) {
            return new ComposeValue(text, e.getMessage(), e.remedy);
        }
    }

    private String upTo(boolean brace) throws Obstacle {
        if (++depth > DEEPEST) {
            throw new Obstacle("its variables are nested too deep", "write it more simply");
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (brace && c == '}') {
                depth--;
                return value.toString();
            }
            value.append(c == '$' ? variable() : String.valueOf(c));
            if (value.length() > LONGEST) {
                throw new Obstacle("with its variables put in it is too long for a name", "give other values");
            }
        }
        if (brace) {
            throw malformed("there is no '}'");
        }
        depth--;
        return value.toString();
    }

    private static Obstacle malformed(String why) {
        return new Obstacle("Compose cannot read it: " + why, "mend it; '$$' is a dollar sign");
    }

    private String variable() throws Obstacle {
        if (at < text.length() && text.charAt(at) == '$') {
            at++;
            return "$";
        }
        boolean braced = at < text.length() && text.charAt(at) == '{';
        at += braced ? 1 : 0;
        String name = name();
        if (name.isEmpty()) {
            throw malformed("after '$' there is no name");
        }
        if (!braced) {
            return known(name);
        }
        char c = next();
        if (c == '}') {
            return known(name);
        }
        boolean emptyIsUnset = c == ':';
        char choice = emptyIsUnset ? next() : c;
        if (choice == '\0') {
            throw malformed("there is no '}'");
        }
        if ("-+?".indexOf(choice) < 0) {
            throw malformed("after a variable's name in braces stands :-, -, :+, +, :? or ?");
        }
        return chosen(name, choice, emptyIsUnset);
    }

    private String chosen(String name, char choice, boolean emptyIsUnset) throws Obstacle {
        String value = variables.get(name);
        boolean set = value != null && !(emptyIsUnset && value.isEmpty());
        boolean alternativeCounts = choice == '+' ? set : choice == '-' && !set;
        unread += alternativeCounts ? 0 : 1;
        String alternative = upTo(true);
        unread -= alternativeCounts ? 0 : 1;
        if (alternativeCounts) {
            return alternative;
        }
        if (choice == '?' && !set && unread == 0) {
            throw unset(name);
        }
        return choice == '+' ? "" : value == null ? "" : value;
    }

    private String known(String name) throws Obstacle {
        String value = variables.get(name);
        if (value != null || unread > 0) {
            return value == null ? "" : value;
        }
        throw unset(name);
    }

    private static Obstacle unset(String name) {
        return new Obstacle(
                "the variable " + name + " is not set",
                "set it in the environment or in .env, or write ${" + name + ":-VALUE}");
    }

    private char next() {
        return at < text.length() ? text.charAt(at++) : '\0';
    }

    private String name() {
        int start = at;
        while (at < text.length() && isOfName(text.charAt(at), at == start)) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isOfName(char c, boolean first) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9';
    }
}
