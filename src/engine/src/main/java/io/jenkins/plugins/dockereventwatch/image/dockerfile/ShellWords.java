package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * A line's words as BuildKit looks for heredocs in them: quotation marks, escapes and variables stay as they are, and a
 * line that is no shell's has no words. The escape is a backslash here, whatever the file's own is.
 */
final class ShellWords {

    private static final int DEEPEST = 100;

    private final String text;
    private int at;

    ShellWords(String text) {
        this.text = text;
    }

    /** The words; none where a quotation mark or brace is not closed. */
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

    /** Goes past a sign, or what quotation marks or braces enclose; false where they are not closed. */
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

    /** What follows a dollar sign. */
    private boolean skipVariable(int depth) {
        if (at >= text.length() || text.charAt(at) != '{') {
            return true;
        }
        at++;
        if (depth > DEEPEST || at >= text.length() || "{}:".indexOf(text.charAt(at)) >= 0) {
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

    /** The one word that the text is, without quotation marks and escapes; empty where it is none, or several. */
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
