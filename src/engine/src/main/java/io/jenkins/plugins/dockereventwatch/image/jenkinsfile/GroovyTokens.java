package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;

import io.jenkins.plugins.dockereventwatch.image.jenkinsfile.GroovyToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits Groovy source into tokens, without comments, in linear time. */
final class GroovyTokens {

    private final String text;
    private final List<GroovyToken> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private GroovyTokens(String text) {
        this.text = text;
    }

    static List<GroovyToken> of(String text) {
        GroovyTokens reader = new GroovyTokens(text);
        reader.read();
        return reader.tokens;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("//", at)) {
                skipTo("\n", 2);
            } else if (text.startsWith("/*", at)) {
                skipTo("*/", 2);
            } else if (c == '\'' || c == '"') {
                String triple = String.valueOf(c).repeat(3);
                quoted(text.startsWith(triple, at) ? triple : String.valueOf(c), c == '"');
            } else if (Character.isJavaIdentifierStart(c)) {
                int start = at;
                while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                    at++;
                }
                tokens.add(new GroovyToken(Kind.WORD, text.substring(start, at), line, start - lineStart + 1));
            } else {
                if (!Character.isWhitespace(c)) {
                    tokens.add(new GroovyToken(Kind.SYMBOL, String.valueOf(c), line, at - lineStart + 1));
                }
                next();
            }
        }
    }

    private void next() {
        if (text.charAt(at++) == '\n') {
            line++;
            lineStart = at;
        }
    }

    private void skipTo(String end, int from) {
        int found = text.indexOf(end, at + from);
        int stop = found < 0 ? text.length() : found + end.length();
        while (at < stop) {
            next();
        }
    }

    private void quoted(String quote, boolean interpolated) {
        int startLine = line;
        int startColumn = at - lineStart + 1;
        at += quote.length();
        StringBuilder content = new StringBuilder();
        boolean template = false;
        while (at < text.length() && !text.startsWith(quote, at)) {
            char c = text.charAt(at);
            if (quote.length() == 1 && c == '\n') {
                break;
            }
            if (c == '\\' && at + 1 < text.length()) {
                next();
                content.append(text.charAt(at));
            } else {
                template |= interpolated && c == '$';
                content.append(c);
            }
            next();
        }
        at = Math.min(text.length(), at + (text.startsWith(quote, at) ? quote.length() : 0));
        tokens.add(new GroovyToken(template ? Kind.TEMPLATE : Kind.STRING, content.toString(), startLine, startColumn));
    }
}
