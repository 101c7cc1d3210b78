package io.jenkins.plugins.dockereventwatch.image;

import java.io.Serializable;

/**
 * An image that something names: a file, a container, a command's argument.
 *
 * @param text the name, variables put in; where it cannot be known, as it was written
 * @param location what names it
 * @param obstacle why it cannot be known, in a sentence; empty where it is known
 * @param remedy what would let it be known; empty where it is
 * @param facts what is known of the image itself; null where it is not at hand
 */
public record NamedImage(String text, ImageLocation location, String obstacle, String remedy, ImageFacts facts)
        implements Serializable {

    /** An image whose name is known. */
    public static NamedImage of(String text, ImageLocation location) {
        return new NamedImage(text, location, "", "", null);
    }

    /** An image whose name cannot be known. */
    public static NamedImage unknown(String text, ImageLocation location, String obstacle, String remedy) {
        return new NamedImage(text, location, obstacle, remedy, null);
    }
}
