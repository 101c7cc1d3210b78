package io.jenkins.plugins.dockereventwatch.image.dockerfile;

/**
 * Takes quotation marks and escapes off a word and puts variables in, as BuildKit does: {@code $x}, <code>${x}</code>,
 * and <code>${x:-y} ${x-y} ${x:+y} ${x+y} ${x:?y} ${x?y}</code>, nested. Forms that cut or replace
 * (<code>${x%y}</code>) are not worked out, and said so.
 */
final class WordExpander {

    /** No image's name is longer; values that refer to each other could grow without end. */
    private static final int LONGEST = 4096;

    private static final int DEEPEST = 30;

    private final String word;
    private final char escape;
    private final BuildArguments arguments;
    private int at;
    private int depth;

    /** More than 0 within an alternative that does not count, whose variables need not be known. */
    private int unread;

    WordExpander(String word, char escape, BuildArguments arguments) {
        this.word = word;
        this.escape = escape;
        this.arguments = arguments;
    }

    /** Ends an expansion that cannot be completed. */
    private static final class Obstacle extends Exception {

        private static final long serialVersionUID = 1L;

        private final String remedy;

        Obstacle(String why, String remedy) {
            super(why, null, false, false);
            this.remedy = remedy;
        }
    }

    Expansion expand() {
        try {
            return new Expansion(upTo('\0'), "", "");
        } catch (Obstacle e) {
            return new Expansion(word, e.getMessage(), e.remedy);
        }
    }

    private String upTo(char stop) throws Obstacle {
        if (++depth > DEEPEST) {
            throw new Obstacle("its variables are nested too deep", "write it more simply");
        }
        StringBuilder text = new StringBuilder();
        while (at < word.length()) {
            char c = word.charAt(at++);
            if (stop != '\0' && c == stop) {
                depth--;
                return text.toString();
            }
            if (c == '\'') {
                text.append(singleQuoted());
            } else if (c == '"') {
                text.append(doubleQuoted());
            } else if (c == '$') {
                text.append(variable());
            } else if (c != escape) {
                text.append(c);
            } else if (at < word.length()) {
                text.append(word.charAt(at++));
            }
            if (text.length() > LONGEST) {
                throw new Obstacle("with its variables put in it is too long for a name", "give other values");
            }
        }
        if (stop != '\0') {
            throw malformed("there is no '" + stop + "' at its end");
        }
        depth--;
        return text.toString();
    }

    private static Obstacle malformed(String why) {
        return new Obstacle("Docker cannot read it: " + why, "mend it");
    }

    private String singleQuoted() throws Obstacle {
        int end = word.indexOf('\'', at);
        if (end < 0) {
            throw malformed("a quotation mark is not closed");
        }
        String text = word.substring(at, end);
        at = end + 1;
        return text;
    }

    private String doubleQuoted() throws Obstacle {
        StringBuilder text = new StringBuilder();
        while (at < word.length()) {
            char c = word.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c == '$') {
                text.append(variable());
            } else if (c == escape
                    && at < word.length()
                    && "\"$".concat(String.valueOf(escape)).indexOf(word.charAt(at)) >= 0) {
                text.append(word.charAt(at++));
            } else {
                text.append(c);
            }
        }
        throw malformed("a quotation mark is not closed");
    }

    private String variable() throws Obstacle {
        if (at >= word.length() || word.charAt(at) != '{') {
            String name = name();
            return name.isEmpty() ? "$" : value(name);
        }
        at++;
        String name = name();
        if (name.isEmpty()) {
            throw malformed("after '${' there is no name");
        }
        if (at >= word.length()) {
            throw malformed("there is no '}'");
        }
        char c = word.charAt(at++);
        if (c == '}') {
            return value(name);
        }
        boolean emptyIsUnset = c == ':';
        if (emptyIsUnset) {
            c = at < word.length() ? word.charAt(at++) : '\0';
        }
        if ("-+?".indexOf(c) < 0 || c == '\0') {
            throw new Obstacle(
                    "variables with '" + c + "' in braces are not worked out here", "give the name without them");
        }
        return chosen(name, c, emptyIsUnset);
    }

    private String chosen(String name, char choice, boolean emptyIsUnset) throws Obstacle {
        String value = unread > 0 ? "" : arguments.value(name);
        if (unread == 0 && !arguments.obstacle(name).isEmpty()) {
            throw new Obstacle(arguments.obstacle(name), arguments.remedy(name));
        }
        boolean set = value != null && !(emptyIsUnset && value.isEmpty());
        boolean alternativeCounts = choice == '+' ? set : choice == '-' && !set;
        unread += alternativeCounts ? 0 : 1;
        String alternative = upTo('}');
        unread -= alternativeCounts ? 0 : 1;
        if (choice == '?' && !set && unread == 0) {
            throw new Obstacle(arguments.whyUnset(name), arguments.remedy(name));
        }
        if (alternativeCounts) {
            return alternative;
        }
        return choice == '+' ? "" : value;
    }

    private String value(String name) throws Obstacle {
        if (unread > 0) {
            return "";
        }
        if (!arguments.obstacle(name).isEmpty()) {
            throw new Obstacle(arguments.obstacle(name), arguments.remedy(name));
        }
        String value = arguments.value(name);
        if (value == null) {
            throw new Obstacle(arguments.whyUnset(name), arguments.remedy(name));
        }
        return value;
    }

    private String name() {
        int start = at;
        while (at < word.length() && (Character.isLetterOrDigit(word.charAt(at)) || word.charAt(at) == '_')) {
            at++;
        }
        return word.substring(start, at);
    }
}
