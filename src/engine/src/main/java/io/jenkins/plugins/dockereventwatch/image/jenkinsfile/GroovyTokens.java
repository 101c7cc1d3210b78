package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;

import io.jenkins.plugins.dockereventwatch.image.jenkinsfile.GroovyToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits Groovy source into tokens, without comments, in linear time. */
final class GroovyTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*+|/\\*.*?(?:\\*/|\\z)"
                    + "|(?<longquote>\"{3}|'{3})(?<long>(?:\\\\.|(?!\\k<longquote>).)*+)(?:\\k<longquote>)?+"
                    + "|(?<quote>[\"'])(?<short>(?:\\\\.|(?!\\k<quote>)[^\\n])*+)(?:\\k<quote>)?+"
                    + "|(?<word>\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+)|\\P{javaWhitespace}",
            Pattern.DOTALL);

    private GroovyTokens() {}

    static List<GroovyToken> of(String text) {
        List<GroovyToken> tokens = new ArrayList<>();
        int line = 1;
        int lineStart = 0;
        int position = 0;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            for (; position < matcher.start(); position++) {
                if (text.charAt(position) == '\n') {
                    line++;
                    lineStart = position + 1;
                }
            }
            String content = matcher.group("long") == null ? matcher.group("short") : matcher.group("long");
            int column = position - lineStart + 1;
            if (content != null) {
                tokens.add(new GroovyToken(kind(content, text.charAt(position)), unescaped(content), line, column));
            } else if (!matcher.group().startsWith("//") && !matcher.group().startsWith("/*")) {
                Kind kind = matcher.group("word") == null ? Kind.SYMBOL : Kind.WORD;
                tokens.add(new GroovyToken(kind, matcher.group(), line, column));
            }
        }
        return tokens;
    }

    private static Kind kind(String content, char quote) {
        boolean isTemplate = quote == '"' && content.replaceAll("(?s)\\\\.", "").indexOf('$') >= 0;
        return isTemplate ? Kind.TEMPLATE : Kind.STRING;
    }

    private static String unescaped(String content) {
        return content.replaceAll("(?s)\\\\(.)", "$1");
    }
}
