package io.jenkins.plugins.dockereventwatch.text;

/**
 * A password, or a URL that contains one. {@link #toString} returns {@code ****}.
 *
 * @param reveal the secret in plain text
 */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "****";
    }
}
