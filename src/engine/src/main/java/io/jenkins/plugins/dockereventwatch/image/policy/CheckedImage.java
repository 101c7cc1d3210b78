package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.io.Serializable;

/**
 * An image that something names, judged.
 *
 * @param image the image and what names it
 * @param verdict what the policy says of it
 */
public record CheckedImage(NamedImage image, Verdict verdict) implements Serializable {}
