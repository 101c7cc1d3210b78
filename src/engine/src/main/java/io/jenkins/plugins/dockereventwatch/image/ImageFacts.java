package io.jenkins.plugins.dockereventwatch.image;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of an image that is at hand. All of it but the digests is the image's own claim.
 *
 * @param labels its labels, by key
 * @param created when it was made; null where it does not say
 * @param digests repositories that it was pulled from or pushed to, each with the digest there,
 *     {@code mysql@sha256:…}
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">OCI image annotations</a>
 */
public record ImageFacts(Map<String, String> labels, Instant created, List<String> digests) implements Serializable {

    /** Copies map and list. */
    public ImageFacts {
        labels = Map.copyOf(labels);
        digests = List.copyOf(digests);
    }

    /** The digest under which a repository knows the image; empty where it came from elsewhere. */
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
