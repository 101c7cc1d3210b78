package io.jenkins.plugins.dockereventwatch.image.reference;

import java.io.Serializable;

/**
 * An image reference, normalized as Docker does: {@code mysql} is {@code docker.io/library/mysql}, and the tag is
 * {@code latest} if there is neither a tag nor a digest.
 *
 * @param domain the host and port of the registry, {@code docker.io} for Docker Hub; empty only for a reference such as
 *     {@code my_host.example/x}, whose first component looks like a registry but is not a valid host name
 * @param path the path of the repository in the registry, {@code library/mysql}
 * @param tag the tag as written; empty if there is none
 * @param digest the digest as written, {@code sha256:…}; empty if there is none
 * @see <a href="https://github.com/distribution/reference">distribution/reference</a>
 */
public record ImageReference(String domain, String path, String tag, String digest) implements Serializable {

    /** The domain of Docker Hub. */
    public static final String DOCKER_HUB = "docker.io";

    /** The default tag. */
    public static final String LATEST = "latest";

    private static final String LIBRARY = "library/";
    private static final String ALGORITHM_OF_IDS = "sha256:";
    private static final int ID_LENGTH = 64;

    /**
     * Parses a reference as {@code docker pull} does.
     *
     * @param text a reference such as {@code mysql:8.4} or {@code ghcr.io/acme/tool@sha256:…}
     * @throws IllegalArgumentException if the reference is invalid
     */
    public static ImageReference parse(String text) {
        return new ReferenceParser(text).parse();
    }

    /** Returns whether a text is a full image ID, which does not identify a repository. */
    public static boolean isImageId(String text) {
        String hex = text.startsWith(ALGORITHM_OF_IDS) ? text.substring(ALGORITHM_OF_IDS.length()) : text;
        return hex.length() == ID_LENGTH && isHex(hex);
    }

    /** Returns whether a text has only the characters 0-9 and a-f. */
    public static boolean isHex(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** Returns domain and path: {@code docker.io/library/mysql}. */
    public String repository() {
        return domain.isEmpty() ? path : domain + "/" + path;
    }

    /** Returns the tag that is pulled: empty if there is a digest, {@code latest} if there is neither. */
    public String effectiveTag() {
        if (!digest.isEmpty()) {
            return "";
        }
        return tag.isEmpty() ? LATEST : tag;
    }

    /** Returns whether the repository is {@code docker.io/library/NAME}, the namespace of Docker Official Images. */
    public boolean isInLibrary() {
        return domain.equals(DOCKER_HUB) && path.startsWith(LIBRARY) && path.indexOf('/', LIBRARY.length()) < 0;
    }

    /** Returns the last component of the path: {@code tool} of {@code ghcr.io/acme/tool}. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Returns the short form of the repository: {@code mysql}, {@code acme/tool}, {@code ghcr.io/acme/tool}. Returns the
     * full form if the short form would mean another repository: {@code docker.io/docker.io/mysql}.
     */
    public String familiarName() {
        if (isInLibrary()) {
            return name();
        }
        boolean unambiguous =
                domain.equals(DOCKER_HUB) && !ReferenceGrammar.isDomain(path.substring(0, path.indexOf('/')));
        return unambiguous ? path : repository();
    }

    /** Returns the full form with the default tag: {@code docker.io/library/mysql:latest}. */
    @Override
    public String toString() {
        String shownTag = digest.isEmpty() ? effectiveTag() : tag;
        return repository() + (shownTag.isEmpty() ? "" : ":" + shownTag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
