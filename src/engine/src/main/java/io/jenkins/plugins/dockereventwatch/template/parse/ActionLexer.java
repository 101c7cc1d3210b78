package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.util.List;
import java.util.Set;

/** Splits the content of an action into tokens. */
final class ActionLexer {

    private static final int NONE = -1;
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

    private final String source;
    private final int left;
    private final List<Token> tokens;
    private int start;
    private int position;

    ActionLexer(String source, int left, int position, List<Token> tokens) {
        this.source = source;
        this.left = left;
        this.position = position;
        this.tokens = tokens;
    }

    /** Returns the index of the next token, or of the error. */
    int position() {
        return position;
    }

    /** Adds the next token and returns its type. */
    TokenType next() {
        start = position;
        int c = peek();
        if (c == NONE) {
            position = left;
            throw new RenderFailure("this action is not closed; end it with }}");
        }
        TokenType type = Lexer.isSpace(c) ? space() : token(c);
        tokens.add(new Token(type, source.substring(start, position), start));
        return type;
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
        while (Lexer.isSpace(peek())) {
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
        return c == NONE || Lexer.isSpace(c) || ".,|:)(".indexOf(c) >= 0 || source.startsWith("}}", position);
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

    private static boolean isSign(int c) {
        return c == '+' || c == '-';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(int c) {
        return c == '_' || (c != NONE && (Character.isLetter(c) || Character.isDigit(c)));
    }
}
