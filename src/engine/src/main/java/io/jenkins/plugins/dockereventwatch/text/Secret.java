package io.jenkins.plugins.dockereventwatch.text;

/**
 * A password, or an address that is one. It prints as {@code ****}: only {@link #reveal()} gives it away.
 *
 * @param reveal the secret itself
 */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "****";
    }
}
