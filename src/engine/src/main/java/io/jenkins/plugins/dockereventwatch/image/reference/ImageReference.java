package io.jenkins.plugins.dockereventwatch.image.reference;

import java.io.Serializable;

/**
 * An image's name as Docker normalises it: {@code mysql} is {@code docker.io/library/mysql}, and {@code latest} is meant
 * where neither tag nor digest is given.
 *
 * @param domain the registry's host and port, {@code docker.io} for Docker Hub; empty only for a name such as
 *     {@code my_host.example/x}, whose front Docker takes for a registry although it is no host's name
 * @param path the repository's path in the registry, {@code library/mysql}
 * @param tag the tag as written; empty where there is none
 * @param digest the digest as written, {@code sha256:…}; empty where there is none
 * @see <a href="https://github.com/distribution/reference">distribution/reference, Docker's grammar of references</a>
 */
public record ImageReference(String domain, String path, String tag, String digest) implements Serializable {

    /** Docker Hub's domain. */
    public static final String DOCKER_HUB = "docker.io";

    /** The tag that is meant where none is named. */
    public static final String LATEST = "latest";

    private static final String LIBRARY = "library/";
    private static final String ALGORITHM_OF_IDS = "sha256:";
    private static final int ID_LENGTH = 64;

    /**
     * Reads a reference as {@code docker pull} does.
     *
     * @param text such as {@code mysql:8.4} or {@code ghcr.io/acme/tool@sha256:…}
     * @throws IllegalArgumentException if it is none; the message says why and may quote it
     */
    public static ImageReference parse(String text) {
        return new ReferenceParser(text).parse();
    }

    /** Whether a text is an image's full id, which names no place that it could come from. */
    public static boolean isImageId(String text) {
        String hex = text.startsWith(ALGORITHM_OF_IDS) ? text.substring(ALGORITHM_OF_IDS.length()) : text;
        return hex.length() == ID_LENGTH && isHex(hex);
    }

    public static boolean isHex(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** Domain and path: {@code docker.io/library/mysql}. */
    public String repository() {
        return domain.isEmpty() ? path : domain + "/" + path;
    }

    /** The tag that counts: none beside a digest, {@code latest} where neither is given. */
    public String effectiveTag() {
        if (!digest.isEmpty()) {
            return "";
        }
        return tag.isEmpty() ? LATEST : tag;
    }

    /** Whether it is in the namespace of Docker Official Images, {@code docker.io/library/NAME}. */
    public boolean isInLibrary() {
        return domain.equals(DOCKER_HUB) && path.startsWith(LIBRARY) && path.indexOf('/', LIBRARY.length()) < 0;
    }

    /** The path's last part: {@code tool} of {@code ghcr.io/acme/tool}. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * The repository as people write it: {@code mysql}, {@code acme/tool}, {@code ghcr.io/acme/tool}. In full where the
     * short form would mean another one: {@code docker.io/docker.io/mysql}.
     */
    public String familiarName() {
        if (isInLibrary()) {
            return name();
        }
        boolean isClear = domain.equals(DOCKER_HUB) && !ReferenceParser.isDomain(path.substring(0, path.indexOf('/')));
        return isClear ? path : repository();
    }

    /** In full, with {@code :latest} where that is meant: {@code docker.io/library/mysql:latest}. */
    @Override
    public String toString() {
        String shownTag = digest.isEmpty() ? effectiveTag() : tag;
        return repository() + (shownTag.isEmpty() ? "" : ":" + shownTag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
