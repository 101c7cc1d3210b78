package io.jenkins.plugins.dockereventwatch.template.parse;

import java.util.regex.Pattern;

/** The types of tokens, those inside actions with their syntax; the first that matches applies. */
enum TokenType {
    TEXT,
    LEFT_DELIMITER,
    RIGHT_DELIMITER,
    /** White space; the space before a trim marker is part of the marker. */
    SPACE("[ \\t\\r\\n](?:[ \\t\\r\\n](?!-}}))*+"),
    NUMBER("[+-]?+0[xX](?:[\\p{L}\\p{Nd}_.]|(?<=[pP])[+-])*+"
            + "|(?:[-+0-9]|\\.(?=[0-9]))(?:[\\p{L}\\p{Nd}_.]|(?<=[eE])[+-])*+"),
    IDENTIFIER("[\\p{L}\\p{Nd}_]++"),
    VARIABLE("\\$[\\p{L}\\p{Nd}_]*+"),
    FIELD("\\.[\\p{L}\\p{Nd}_]*+"),
    STRING("\"(?:\\\\[^\\n]|[^\"\\\\\\n])*+\""),
    CHARACTER("'(?:\\\\[^\\n]|[^'\\\\\\n])*+'"),
    RAW_STRING("`[^`]*+`"),
    DECLARE(":="),
    ASSIGN("="),
    PIPE("\\|"),
    LEFT_PARENTHESIS("\\("),
    RIGHT_PARENTHESIS("\\)"),
    OTHER("[!-~&&[^\"'`:]]"),
    KEYWORD,
    BOOLEAN,
    DOT,
    NIL,
    ERROR,
    END;

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final Pattern pattern;

    TokenType() {
        pattern = null;
    }

    TokenType(String syntax) {
        pattern = Pattern.compile(syntax);
    }

    /** Returns the syntax inside actions, which matches nothing for the other types. */
    Pattern pattern() {
        return pattern == null ? NOTHING : pattern;
    }
}
