package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a template into tokens. An error becomes the last token, so that the parser reports the first error in the
 * source.
 */
final class Lexer {
    private static final Pattern LEFT = Pattern.compile("\\{\\{(-[ \\t\\r\\n])?+");
    private static final Pattern RIGHT = Pattern.compile("[ \\t\\r\\n]-}}[ \\t\\r\\n]*+|}}");
    private static final Pattern NAME_END = Pattern.compile("[ \\t\\r\\n.,|:)(]|}}|\\z");
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

    private final String source;
    private final Matcher matcher;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String source) {
        this.source = source;
        this.matcher = RIGHT.matcher(source).useTransparentBounds(true);
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        try {
            lexer.run();
            lexer.add(TokenType.END, source.length(), source.length());
        } catch (RenderFailure e) {
            lexer.tokens.add(new Token(TokenType.ERROR, e.getMessage(), lexer.position));
        }
        return lexer.tokens;
    }

    private void run() {
        Matcher left = LEFT.matcher(source);
        while (left.find(position)) {
            int end = left.start();
            while (left.group(1) != null && end > position && " \t\r\n".indexOf(source.charAt(end - 1)) >= 0) {
                end--;
            }
            text(end);
            position = left.start();
            if (source.startsWith("/*", left.end())) {
                comment(left.end());
            } else {
                add(TokenType.LEFT_DELIMITER, position, position + 2);
                position = left.end();
                action(left.start());
            }
        }
        text(source.length());
    }

    private void text(int end) {
        if (end > position) {
            add(TokenType.TEXT, position, end);
        }
    }

    private void comment(int start) {
        int end = source.indexOf("*/", start + 2);
        if (end < 0) {
            throw new RenderFailure("this comment is not closed; end it with */}}");
        }
        position = end + 2;
        if (!follows(RIGHT)) {
            throw new RenderFailure("a comment must end with */}} or */ -}}, and nothing else stands in its action");
        }
        position = matcher.end();
    }

    private void action(int left) {
        int parentheses = 0;
        while (!follows(RIGHT)) {
            if (position == source.length()) {
                position = left;
                throw new RenderFailure("this action is not closed; end it with }}");
            }
            int start = position;
            TokenType type = token();
            parentheses += type == TokenType.LEFT_PARENTHESIS ? 1 : type == TokenType.RIGHT_PARENTHESIS ? -1 : 0;
            if (parentheses < 0) {
                position = start;
                throw new RenderFailure("this ) closes nothing; remove it or add the ( before it");
            }
            add(type, start, position);
        }
        if (parentheses > 0) {
            throw new RenderFailure("a ( of this action is not closed; add the ) before }}");
        }
        int close = source.indexOf("}}", position);
        add(TokenType.RIGHT_DELIMITER, close, close + 2);
        position = matcher.end();
    }

    /** Moves behind the token at the current position, unless it is invalid. */
    private TokenType token() {
        int start = position;
        TokenType type = Arrays.stream(TokenType.values())
                .filter(candidate -> follows(candidate.pattern()))
                .findFirst()
                .orElseThrow(() -> new RenderFailure(fault(source.codePointAt(start))));
        position = matcher.end();
        String fault = "";
        if (type == TokenType.NUMBER && position < source.length() && "+-".indexOf(source.charAt(position)) >= 0) {
            fault = "there is no arithmetic in templates, and no complex numbers";
        } else if (Set.of(TokenType.IDENTIFIER, TokenType.VARIABLE, TokenType.FIELD)
                        .contains(type)
                && !follows(NAME_END)) {
            fault = "a name has letters, digits and _ only; for other keys write index, as in (index .labels \"a-b\")";
        }
        if (!fault.isEmpty()) {
            position = start;
            throw new RenderFailure(fault);
        }
        return special(type, source.substring(start, position));
    }

    private static TokenType special(TokenType type, String text) {
        if (type == TokenType.FIELD && text.equals(".")) {
            return TokenType.DOT;
        }
        if (type != TokenType.IDENTIFIER) {
            return type;
        }
        return switch (text) {
            case "true", "false" -> TokenType.BOOLEAN;
            case "nil" -> TokenType.NIL;
            default -> KEYWORDS.contains(text) ? TokenType.KEYWORD : type;
        };
    }

    private static String fault(int c) {
        return switch (c) {
            case ':' -> "a : must be part of := here";
            case '\'' -> "this character is not closed; end it with '";
            case '"', '`' -> "this string is not closed; end it with " + (char) c;
            default -> "the character " + Quoting.character(c, false) + " is not allowed here";
        };
    }

    private boolean follows(Pattern pattern) {
        return matcher.usePattern(pattern).region(position, source.length()).lookingAt();
    }

    private void add(TokenType type, int start, int end) {
        tokens.add(new Token(type, source.substring(start, end), start));
    }
}
