package io.jenkins.plugins.dockereventwatch.image;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Metadata of an image on a Docker host. Labels and time are claims of the image itself.
 *
 * @param labels the labels by key
 * @param created when the image was built; null if it is not specified
 * @param digests the repositories from which the image was pulled or to which it was pushed, with the digest,
 *     {@code mysql@sha256:…}
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">OCI image annotations</a>
 */
public record ImageFacts(Map<String, String> labels, Instant created, List<String> digests) implements Serializable {

    public ImageFacts {
        labels = Map.copyOf(labels);
        digests = List.copyOf(digests);
    }

    /** Returns the digest of the image in a repository, or empty if it is not from there. */
    public String digestIn(String repository) {
        for (String digest : digests) {
            int at = digest.indexOf('@');
            if (at > 0 && isOf(repository, digest)) {
                return digest.substring(at + 1);
            }
        }
        return "";
    }

    private static boolean isOf(String repository, String digest) {
        try {
            return ImageReference.parse(digest).repository().equals(repository);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
