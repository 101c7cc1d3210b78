package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits a template into tokens. An error becomes the last token, so that the parser reports the first error in the
 * source.
 */
final class Lexer {

    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final int TRIM_MARKER = 2;
    private static final int NONE = -1;
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int start;
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
        int parentheses = 0;
        while (!closes()) {
            start = position;
            int c = peek();
            if (c == NONE) {
                position = left;
                throw new RenderFailure("this action is not closed; end it with }}");
            }
            TokenType type = isSpace(c) ? space() : token(c);
            add(type, start, position);
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

    private TokenType token(int c) {
        if (c == '+' || c == '-' || isDigit(c) || (c == '.' && isDigit(at(position + 1)))) {
            return number();
        }
        if (isWordPart(c)) {
            return word();
        }
        position += Character.charCount(c);
        return switch (c) {
            case '=' -> TokenType.ASSIGN;
            case ':' -> declare();
            case '|' -> TokenType.PIPE;
            case '(' -> TokenType.LEFT_PARENTHESIS;
            case ')' -> TokenType.RIGHT_PARENTHESIS;
            case '"', '\'' -> quoted((char) c);
            case '`' -> rawString();
            case '$' -> atTerminator() ? TokenType.VARIABLE : named(TokenType.VARIABLE);
            case '.' -> atTerminator() ? TokenType.DOT : named(TokenType.FIELD);
            default -> other(c);
        };
    }

    private TokenType space() {
        while (isSpace(peek())) {
            position++;
        }
        // The space before a trim marker is part of it.
        if (source.startsWith("-}}", position)) {
            position--;
        }
        if (position == start) {
            position++;
        }
        return TokenType.SPACE;
    }

    private TokenType other(int c) {
        if (c > ' ' && c < 0x7f) {
            return TokenType.OTHER;
        }
        throw fail("the character " + Quoting.character(c) + " is not allowed here");
    }

    private TokenType declare() {
        if (peek() != '=') {
            throw fail("a : must be part of := here");
        }
        position++;
        return TokenType.DECLARE;
    }

    private TokenType quoted(char quote) {
        while (true) {
            int c = peek();
            if (c == '\\') {
                position++;
                c = peek() == quote ? ' ' : peek();
            }
            if (c == NONE || c == '\n') {
                throw fail("this " + (quote == '"' ? "string" : "character") + " is not closed; end it with " + quote);
            }
            position += Character.charCount(c);
            if (c == quote) {
                return quote == '"' ? TokenType.STRING : TokenType.CHARACTER;
            }
        }
    }

    private TokenType rawString() {
        int end = source.indexOf('`', position);
        if (end < 0) {
            throw fail("this string is not closed; end it with `");
        }
        position = end + 1;
        return TokenType.RAW_STRING;
    }

    private TokenType named(TokenType type) {
        skipWord();
        if (!atTerminator()) {
            throw fail(
                    "a name has letters, digits and _ only; for other keys write index, as in (index .labels \"a-b\")");
        }
        return type;
    }

    private TokenType word() {
        named(TokenType.IDENTIFIER);
        String word = source.substring(start, position);
        if (KEYWORDS.contains(word)) {
            return TokenType.KEYWORD;
        }
        return switch (word) {
            case "true", "false" -> TokenType.BOOLEAN;
            case "nil" -> TokenType.NIL;
            default -> TokenType.IDENTIFIER;
        };
    }

    private TokenType number() {
        position++;
        while (isWordPart(peek()) || peek() == '.' || (isSign(peek()) && isExponent(at(position - 1)))) {
            position++;
        }
        if (isSign(peek())) {
            throw fail("there is no arithmetic in templates, and no complex numbers");
        }
        return TokenType.NUMBER;
    }

    private boolean isExponent(int c) {
        boolean hexadecimal = source.startsWith("0x", start + (isSign(at(start)) ? 1 : 0))
                || source.startsWith("0X", start + (isSign(at(start)) ? 1 : 0));
        return hexadecimal ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
    }

    private void skipWord() {
        while (isWordPart(peek())) {
            position += Character.charCount(peek());
        }
    }

    private boolean atTerminator() {
        int c = peek();
        return c == NONE || isSpace(c) || ".,|:)(".indexOf(c) >= 0 || source.startsWith("}}", position);
    }

    private RenderFailure fail(String message) {
        position = start;
        return new RenderFailure(message);
    }

    private int peek() {
        return at(position);
    }

    private int at(int index) {
        return index >= 0 && index < source.length() ? source.codePointAt(index) : NONE;
    }

    private void add(TokenType type, int start, int end) {
        tokens.add(new Token(type, source.substring(start, end), start));
    }

    private static boolean isSign(int c) {
        return c == '+' || c == '-';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(int c) {
        return c == '_' || (c != NONE && (Character.isLetter(c) || Character.isDigit(c)));
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
