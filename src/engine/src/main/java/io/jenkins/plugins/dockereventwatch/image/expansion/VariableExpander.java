package io.jenkins.plugins.dockereventwatch.image.expansion;

/**
 * Expands variables: {@code $x}, <code>${x}</code>, and
 * <code>${x:-y} ${x-y} ${x:+y} ${x+y} ${x:?y} ${x?y}</code>, nested. Pattern operators (<code>${x%y}</code>) are not
 * supported; their result is unknown. Docker expands an unset variable to an empty text; here the result is unknown,
 * because the variable can be set where Docker runs.
 */
public final class VariableExpander {

    /** Image references are shorter; values that refer to each other could grow without bounds. */
    private static final int MAX_LENGTH = 4096;

    private static final int MAX_DEPTH = 30;

    private final String text;
    private final VariableSyntax syntax;
    private final Variables variables;
    private int at;
    private int depth;

    /** The number of enclosing alternatives that are not selected; variables in them may be unknown. */
    private int skipped;

    private VariableExpander(String text, VariableSyntax syntax, Variables variables) {
        this.text = text;
        this.syntax = syntax;
        this.variables = variables;
    }

    public static Expansion expand(String text, VariableSyntax syntax, Variables variables) {
        try {
            return Expansion.of(new VariableExpander(text, syntax, variables).upTo('\0'));
        } catch (UnknownValueException e) {
            return new Expansion(text, e.getMessage(), e.remedy());
        }
    }

    private String upTo(char stop) throws UnknownValueException {
        if (++depth > MAX_DEPTH) {
            throw new UnknownValueException("its variables are nested too deeply", "simplify it");
        }
        StringBuilder expanded = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (stop != '\0' && c == stop) {
                depth--;
                return expanded.toString();
            }
            if (c == '$') {
                expanded.append(variable());
            } else if (syntax.quotes() && c == '\'') {
                expanded.append(singleQuoted());
            } else if (syntax.quotes() && c == '"') {
                expanded.append(doubleQuoted());
            } else if (!syntax.quotes() || c != syntax.escape()) {
                expanded.append(c);
            } else if (at < text.length()) {
                expanded.append(text.charAt(at++));
            }
            if (expanded.length() > MAX_LENGTH) {
                throw new UnknownValueException(
                        "with its variables expanded it is longer than " + MAX_LENGTH + " characters",
                        "use shorter values");
            }
        }
        if (stop != '\0') {
            throw malformed("missing '" + stop + "'");
        }
        depth--;
        return expanded.toString();
    }

    private UnknownValueException malformed(String why) {
        return new UnknownValueException(
                "invalid variable syntax: " + why,
                syntax.strict() ? "correct it; '$$' is a dollar sign" : "correct it");
    }

    private String singleQuoted() throws UnknownValueException {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw malformed("missing closing quotation mark");
        }
        String quoted = text.substring(at, end);
        at = end + 1;
        return quoted;
    }

    private String doubleQuoted() throws UnknownValueException {
        StringBuilder expanded = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return expanded.toString();
            }
            if (c == '$') {
                expanded.append(variable());
            } else if (c == syntax.escape() && at < text.length() && isEscapable(text.charAt(at))) {
                expanded.append(text.charAt(at++));
            } else {
                expanded.append(c);
            }
        }
        throw malformed("missing closing quotation mark");
    }

    private boolean isEscapable(char c) {
        return c == '"' || c == '$' || c == syntax.escape();
    }

    private String variable() throws UnknownValueException {
        if (syntax.strict() && at < text.length() && text.charAt(at) == '$') {
            at++;
            return "$";
        }
        boolean braced = at < text.length() && text.charAt(at) == '{';
        at += braced ? 1 : 0;
        String name = name();
        if (name.isEmpty()) {
            if (braced || syntax.strict()) {
                throw malformed("missing name after '$'");
            }
            return "$";
        }
        char c = braced ? next() : '}';
        if (c == '}') {
            return required(name);
        }
        boolean emptyIsUnset = c == ':';
        char operator = emptyIsUnset ? next() : c;
        if (operator == '\0') {
            throw malformed("missing '}'");
        }
        if ("-+?".indexOf(operator) < 0) {
            throw new UnknownValueException(
                    "the operator '" + operator + "' in braces is not supported",
                    "use one of :-, -, :+, +, :?, ?, or no operator");
        }
        return conditional(name, operator, emptyIsUnset);
    }

    private String conditional(String name, char operator, boolean emptyIsUnset) throws UnknownValueException {
        String value = skipped > 0 ? "" : variables.value(name);
        boolean set = value != null && !(emptyIsUnset && value.isEmpty());
        boolean selected = operator == '+' ? set : operator == '-' && !set;
        skipped += selected ? 0 : 1;
        String alternative = upTo('}');
        skipped -= selected ? 0 : 1;
        if (selected) {
            return alternative;
        }
        if (operator == '?' && !set && skipped == 0) {
            throw variables.unset(name);
        }
        return operator == '+' || value == null ? "" : value;
    }

    private String required(String name) throws UnknownValueException {
        if (skipped > 0) {
            return "";
        }
        String value = variables.value(name);
        if (value == null) {
            throw variables.unset(name);
        }
        return value;
    }

    private char next() {
        return at < text.length() ? text.charAt(at++) : '\0';
    }

    private String name() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean isNamePart(char c, boolean first) {
        if (!syntax.strict()) {
            return c == '_' || Character.isLetterOrDigit(c);
        }
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9';
    }
}
