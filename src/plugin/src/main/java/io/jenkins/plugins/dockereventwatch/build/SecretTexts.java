package io.jenkins.plugins.dockereventwatch.build;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Masks secrets in texts, in all their usual encodings. Not thread-safe. */
public final class SecretTexts {

    /** The replacement for secrets, as in build logs. */
    static final String MASK = "****";

    /** Shorter lines of a multi-line secret are not masked, for example braces and blank lines. */
    private static final int MIN_LINE_LENGTH = 5;

    /** Longest first, since a secret may contain another. */
    private final Set<String> texts =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Adds a secret; null or blank is ignored. */
    void add(String secret) {
        if (secret == null || secret.isBlank()) {
            return;
        }
        String text = secret.strip();
        texts.add(text);
        texts.add(text.replace("\r\n", "\n"));
        texts.add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        texts.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        // an apostrophe as quoted by a shell that prints its commands
        texts.add(text.replace("'", "'\\''"));
        if (text.contains("\n")) {
            text.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= MIN_LINE_LENGTH)
                    .forEach(texts::add);
        }
    }

    /** Returns the text with secrets masked. */
    public String hide(String text) {
        String hidden = text;
        for (String secret : texts) {
            hidden = hidden.replace(secret, MASK);
        }
        return hidden;
    }
}
