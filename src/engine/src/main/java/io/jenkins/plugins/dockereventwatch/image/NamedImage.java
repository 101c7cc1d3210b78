package io.jenkins.plugins.dockereventwatch.image;

import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.io.Serializable;

/**
 * An image that a file, container or argument refers to.
 *
 * @param text the reference with its variables expanded, or the original text if it is unknown
 * @param location where it is referred to
 * @param obstacle why the reference is unknown; empty if it is known
 * @param remedy how to make it known; empty if it is known
 * @param facts metadata of the image; null if the image is not available locally
 */
public record NamedImage(String text, ImageLocation location, String obstacle, String remedy, ImageFacts facts)
        implements Serializable {

    /** Returns an image with a known reference. */
    public static NamedImage of(String text, ImageLocation location) {
        return of(text, location, null);
    }

    /** Returns an image with a known reference and its metadata; null if the image is not available locally. */
    public static NamedImage of(String text, ImageLocation location, ImageFacts facts) {
        return new NamedImage(text, location, "", "", facts);
    }

    /** Returns an image whose reference is known or unknown, as the expansion is. */
    public static NamedImage of(Expansion expansion, ImageLocation location) {
        return new NamedImage(expansion.text(), location, expansion.obstacle(), expansion.remedy(), null);
    }

    /** Returns an image with an unknown reference. */
    public static NamedImage unknown(String text, ImageLocation location, String obstacle, String remedy) {
        return new NamedImage(text, location, obstacle, remedy, null);
    }
}
