package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;

/**
 * A name or a prefix of names: {@code docker-ce}, {@code docker-*}, {@code *}.
 *
 * @param text the name; a trailing {@code *} matches any text
 */
public record NamePattern(String text) {

    /**
     * Validates the pattern.
     *
     * @throws IllegalArgumentException if it is blank or contains {@code *} before its end; the message is for the user
     */
    public NamePattern {
        if (text.isBlank() || (text.indexOf('*') >= 0 && text.indexOf('*') < text.length() - 1)) {
            throw new InvalidValueException("package", text);
        }
    }

    public boolean matches(String name) {
        return text.endsWith("*") ? name.startsWith(text.substring(0, text.length() - 1)) : name.equals(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
