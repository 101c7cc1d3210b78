package io.jenkins.plugins.dockereventwatch.template.parse;

/**
 * A token of a template.
 *
 * @param text the source text; the error message for {@link TokenType#ERROR}
 * @param position the index of the first char in the source
 */
record Token(TokenType type, String text, int position) {

    boolean is(TokenType other) {
        return type == other;
    }

    boolean isKeyword(String keyword) {
        return type == TokenType.KEYWORD && text.equals(keyword);
    }

    /** Returns the description for error messages. */
    String described() {
        return switch (type) {
            case END -> "the end of the template";
            case RIGHT_DELIMITER -> "}}";
            case KEYWORD -> "{{" + text + "}}";
            case SPACE -> "a space";
            default -> text.length() > 30 ? text.substring(0, 30) + "..." : text;
        };
    }
}
