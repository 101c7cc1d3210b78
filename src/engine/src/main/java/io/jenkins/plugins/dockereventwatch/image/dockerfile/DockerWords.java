package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Splits text at white space that is not quoted or escaped. Quotation marks and escapes are kept. */
final class DockerWords {

    private final String text;
    private final char escape;

    DockerWords(String text, char escape) {
        this.text = text;
        this.escape = escape;
    }

    List<String> split() {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && GoSpace.isSpace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            word.append(c);
            if (c == escape && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
