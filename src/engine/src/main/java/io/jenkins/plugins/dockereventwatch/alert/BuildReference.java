package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;

/**
 * The Jenkins build that started a container, as far as the container tells: by our labels, or by the variables that
 * Jenkins sets for everything a build runs. A container can claim any build, so what stands here is hostile until
 * Jenkins has looked the build up.
 *
 * @param url the build's page, http or https; empty where Jenkins does not know its own address
 * @param job the job's full name, not blank
 * @param number the build's number, at least 1
 * @param node the node it ran on; empty: not known
 * @param startedBy who or what started the build, for people; empty: not known
 * @param containerCreated when the container was created, by its host's clock, which no container can forge; empty: not
 *     known
 * @see <a href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables">BUILD_URL, JOB_NAME,
 *     BUILD_NUMBER</a>
 */
public record BuildReference(
        Optional<String> url,
        String job,
        int number,
        Optional<String> node,
        Optional<String> startedBy,
        Optional<Instant> containerCreated) {

    /** Longest name that is believed; Jenkins' own are limited by the file system's. */
    private static final int LONGEST_NAME = 1000;

    /** Longest address that every browser takes. */
    private static final int LONGEST_URL = 2000;

    /** A build of a container of which it does not matter, or is not known, when it was created. */
    public BuildReference(
            Optional<String> url, String job, int number, Optional<String> node, Optional<String> startedBy) {
        this(url, job, number, node, startedBy, Optional.empty());
    }

    /** The same, claimed by a container that was created then. */
    public BuildReference withContainerCreated(Instant time) {
        return new BuildReference(url, job, number, node, startedBy, Optional.of(time));
    }

    /**
     * Reads what a container claims; null stands for what it does not say.
     *
     * @param url taken only if it is an http or https address without user and password
     * @return empty if no job and number can be made of it
     */
    public static Optional<BuildReference> ofClaim(
            String url, String job, String number, String node, String startedBy) {
        Optional<String> name = name(job);
        int build = number(number);
        return name.isEmpty() || build < 1
                ? Optional.empty()
                : Optional.of(new BuildReference(url(url), name.get(), build, name(node), name(startedBy)));
    }

    private static Optional<String> name(String text) {
        return text == null || text.isBlank() || text.length() > LONGEST_NAME
                ? Optional.empty()
                : Optional.of(SafeText.oneLine(text).strip());
    }

    private static int number(String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Optional<String> url(String text) {
        if (text == null || text.length() > LONGEST_URL) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri.toASCIIString())
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@code phone-book/main #42}. */
    public String displayName() {
        return job + " #" + number;
    }
}
