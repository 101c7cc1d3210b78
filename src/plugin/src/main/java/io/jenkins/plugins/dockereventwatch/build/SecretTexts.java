package io.jenkins.plugins.dockereventwatch.build;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Texts to be hidden, in whatever of the usual forms they show up. Used by one thread. */
public final class SecretTexts {

    /** What stands in a secret's place, as in the logs of builds. */
    static final String HIDDEN = "****";

    /** Lines of a long secret that are shorter give nothing away: braces, blank lines. */
    private static final int SHORTEST_LINE = 5;

    /** The longest first: one can be part of another. */
    private final Set<String> texts =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Adds a secret; null or blank: none. */
    void add(String secret) {
        if (secret == null || secret.isBlank()) {
            return;
        }
        String text = secret.strip();
        texts.add(text);
        texts.add(text.replace("\r\n", "\n"));
        texts.add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        texts.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        // What a shell that shows its commands makes of an apostrophe.
        texts.add(text.replace("'", "'\\''"));
        if (text.contains("\n")) {
            text.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(texts::add);
        }
    }

    /** The text without the secrets. */
    public String hide(String text) {
        String hidden = text;
        for (String secret : texts) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }
}
