package io.jenkins.plugins.dockereventwatch.update.advice;

/**
 * A name, or the beginning of names: {@code docker-ce}, {@code docker-*}, {@code *}.
 *
 * @param text the name; a last {@code *} stands for anything
 */
public record NamePattern(String text) {

    /**
     * With a text.
     *
     * @throws IllegalArgumentException if it is empty or has a star elsewhere than at its end; the message says so
     */
    public NamePattern {
        if (text.isBlank() || (text.indexOf('*') >= 0 && text.indexOf('*') < text.length() - 1)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no name; allowed is a name, or its beginning with a * at the end");
        }
    }

    /** Whether it stands for a name. */
    public boolean matches(String name) {
        return text.endsWith("*") ? name.startsWith(text.substring(0, text.length() - 1)) : name.equals(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
