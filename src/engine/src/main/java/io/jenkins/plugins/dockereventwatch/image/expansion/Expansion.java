package io.jenkins.plugins.dockereventwatch.image.expansion;

/**
 * A text after variable expansion.
 *
 * @param text the expanded text, or the original text if a value is unknown
 * @param obstacle why the text is unknown; empty if it is known
 * @param remedy how to make it known; empty if it is known
 */
public record Expansion(String text, String obstacle, String remedy) {

    /** Returns a known text. */
    public static Expansion of(String text) {
        return new Expansion(text, "", "");
    }

    /** Returns whether the text is known. */
    public boolean isKnown() {
        return obstacle.isEmpty();
    }
}
