package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a template into tokens. An error becomes the last token, so that the parser reports the first error in the
 * source.
 */
final class Lexer {

    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final int TRIM_MARKER = 2;

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        try {
            lexer.run();
            lexer.tokens.add(new Token(TokenType.END, "", source.length()));
        } catch (RenderFailure e) {
            lexer.tokens.add(new Token(TokenType.ERROR, e.getMessage(), lexer.position));
        }
        return lexer.tokens;
    }

    private void run() {
        int textStart = 0;
        while (true) {
            int left = source.indexOf(LEFT, textStart);
            if (left < 0) {
                text(textStart, source.length());
                return;
            }
            boolean trimsBefore = trimsAfterLeft(left + LEFT.length());
            text(textStart, trimsBefore ? trimmedEnd(textStart, left) : left);
            position = left;
            int inside = left + LEFT.length() + (trimsBefore ? TRIM_MARKER : 0);
            if (source.startsWith("/*", inside)) {
                comment(inside);
            } else {
                add(TokenType.LEFT_DELIMITER, left, left + LEFT.length());
                position = inside;
                action(left);
            }
            textStart = position;
        }
    }

    private void text(int start, int end) {
        if (end > start) {
            add(TokenType.TEXT, start, end);
        }
    }

    private boolean trimsAfterLeft(int at) {
        return at + 1 < source.length() && source.charAt(at) == '-' && isSpace(source.charAt(at + 1));
    }

    private boolean trimsBeforeRight(int at) {
        return at < source.length() && isSpace(source.charAt(at)) && source.startsWith("-" + RIGHT, at + 1);
    }

    private int trimmedEnd(int start, int end) {
        int trimmed = end;
        while (trimmed > start && isSpace(source.charAt(trimmed - 1))) {
            trimmed--;
        }
        return trimmed;
    }

    private void comment(int start) {
        int end = source.indexOf("*/", start + 2);
        if (end < 0) {
            throw new RenderFailure("this comment is not closed; end it with */}}");
        }
        position = end + 2;
        if (!closes()) {
            throw new RenderFailure("a comment must end with */}} or */ -}}, and nothing else stands in its action");
        }
        close(false);
    }

    private boolean closes() {
        return source.startsWith(RIGHT, position) || trimsBeforeRight(position);
    }

    private void close(boolean emit) {
        boolean trims = !source.startsWith(RIGHT, position);
        position += trims ? TRIM_MARKER : 0;
        if (emit) {
            add(TokenType.RIGHT_DELIMITER, position, position + RIGHT.length());
        }
        position += RIGHT.length();
        while (trims && position < source.length() && isSpace(source.charAt(position))) {
            position++;
        }
    }

    private void action(int left) {
        ActionLexer inside = new ActionLexer(source, left, position, tokens);
        int parentheses = 0;
        while (!closes()) {
            TokenType type;
            try {
                type = inside.next();
            } finally {
                position = inside.position();
            }
            parentheses += type == TokenType.LEFT_PARENTHESIS ? 1 : type == TokenType.RIGHT_PARENTHESIS ? -1 : 0;
            if (parentheses < 0) {
                position--;
                tokens.remove(tokens.size() - 1);
                throw new RenderFailure("this ) closes nothing; remove it or add the ( before it");
            }
        }
        if (parentheses > 0) {
            throw new RenderFailure("a ( of this action is not closed; add the ) before }}");
        }
        close(true);
    }

    private void add(TokenType type, int start, int end) {
        tokens.add(new Token(type, source.substring(start, end), start));
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
