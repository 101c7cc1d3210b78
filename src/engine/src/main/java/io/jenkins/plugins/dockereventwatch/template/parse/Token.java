package io.jenkins.plugins.dockereventwatch.template.parse;

/**
 * A piece of a template.
 *
 * @param text as written; of an {@link TokenType#ERROR} what is wrong
 * @param position the index of its first char in the source
 */
record Token(TokenType type, String text, int position) {

    boolean is(TokenType other) {
        return type == other;
    }

    boolean isKeyword(String keyword) {
        return type == TokenType.KEYWORD && text.equals(keyword);
    }

    /** What a message calls it. */
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
