package io.jenkins.plugins.dockereventwatch.message;

/**
 * A header of a mail, before it is encoded.
 *
 * @param name the name without colon
 * @param value the value in one line
 */
public record MailHeader(String name, String value) {

    /** Returns whether this header has a name, ignoring case. */
    public boolean hasName(String other) {
        return name.equalsIgnoreCase(other);
    }
}
