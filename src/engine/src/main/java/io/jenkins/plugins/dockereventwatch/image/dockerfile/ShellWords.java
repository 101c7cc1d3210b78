package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as BuildKit does to find here-documents: quotation marks, escapes and variables are kept, and
 * an unbalanced line has no words. The escape character is always the backslash, whatever the {@code escape} directive.
 */
final class ShellWords {

    private static final int MAX_DEPTH = 100;

    private final String text;
    private int at;

    ShellWords(String text) {
        this.text = text;
    }

    /** Returns the words, or none if a quotation mark or brace is not closed. */
    List<String> split() {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            int begin = at;
            char c = text.charAt(at);
            if (!skip(0)) {
                return List.of();
            }
            boolean parts = c == '$' || GoSpace.isSpace(c);
            for (int i = begin; i < Math.min(at, text.length()); i++) {
                if (!parts || !GoSpace.isSpace(text.charAt(i))) {
                    word.append(text.charAt(i));
                } else if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Skips a character, or quotation marks or braces with their content. Returns false if they are not closed. */
    private boolean skip(int depth) {
        char c = text.charAt(at++);
        return switch (c) {
            case '\\' -> {
                at++;
                yield true;
            }
            case '\'' -> {
                int end = text.indexOf('\'', at);
                at = end + 1;
                yield end >= 0;
            }
            case '"' -> skipQuoted(depth);
            case '$' -> skipVariable(depth);
            default -> true;
        };
    }

    private boolean skipQuoted(int depth) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\') {
                at++;
            } else if (c == '$' && !skipVariable(depth)) {
                return false;
            }
        }
        return false;
    }

    /** Skips the variable after a dollar sign. */
    private boolean skipVariable(int depth) {
        if (at >= text.length() || text.charAt(at) != '{') {
            return true;
        }
        at++;
        if (depth > MAX_DEPTH || at >= text.length() || "{}:".indexOf(text.charAt(at)) >= 0) {
            return false;
        }
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        char form = at < text.length() ? text.charAt(at++) : '\0';
        return switch (form) {
            case '}' -> true;
            case ':' -> {
                at++;
                yield skipTo('}', depth + 1);
            }
            case '+', '-', '?', '#', '%' -> skipTo('}', depth + 1);
            case '/' -> {
                at += at < text.length() && text.charAt(at) == '/' ? 1 : 0;
                yield skipTo('/', depth + 1) && skipTo('}', depth + 1);
            }
            default -> false;
        };
    }

    private boolean skipTo(char end, int depth) {
        while (at < text.length()) {
            if (text.charAt(at) == end) {
                at++;
                return true;
            }
            if (!skip(depth)) {
                return false;
            }
        }
        return false;
    }

    /** Returns the only word without quotation marks and escapes, or empty if there is not exactly one word. */
    String unquoted() {
        if (new ShellWords(text).split().size() != 1) {
            return "";
        }
        StringBuilder plain = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < text.length();
            if (escapes && (quote == 0 || "\"$\\".indexOf(text.charAt(i + 1)) >= 0)) {
                plain.append(text.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
