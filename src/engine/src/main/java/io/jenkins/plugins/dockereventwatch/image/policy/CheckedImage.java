package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.io.Serializable;

/**
 * An image with its verdict.
 *
 * @param image the image and where it is referred to
 * @param verdict the result of the image policy
 */
public record CheckedImage(NamedImage image, Verdict verdict) implements Serializable {}
