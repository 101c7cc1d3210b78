package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.io.Serializable;

/** An image with its verdict. */
public record CheckedImage(NamedImage image, Verdict verdict) implements Serializable {}
