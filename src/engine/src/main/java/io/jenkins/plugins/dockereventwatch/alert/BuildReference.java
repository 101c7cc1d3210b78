package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;

/**
 * The Jenkins build that a container claims to be started by, see {@link BuildClaims}. A
 * container can claim any build: the values are untrusted until Jenkins has found the build.
 *
 * @param url the http or https URL of the build's page; empty if Jenkins does not know its own URL
 * @param job the job's full name, not blank
 * @param number the build's number, at least 1
 * @param node the node on which it ran; empty: unknown
 * @param startedBy who or what started the build; empty: unknown
 * @param containerCreated when the container was created by its host's clock, which a container cannot forge; empty:
 *     unknown
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

    /** Jenkins' names are limited by the file system. */
    private static final int LONGEST_NAME = 1000;

    /** The maximum length that all browsers support. */
    private static final int LONGEST_URL = 2000;

    public BuildReference(
            Optional<String> url, String job, int number, Optional<String> node, Optional<String> startedBy) {
        this(url, job, number, node, startedBy, Optional.empty());
    }

    public BuildReference withContainerCreated(Instant time) {
        return new BuildReference(url, job, number, node, startedBy, Optional.of(time));
    }

    /**
     * Parses a claim; null values are missing.
     *
     * @param url ignored unless it is an http or https URL without user and password
     * @return empty without a valid job and number
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

    /** Returns job and number, for example {@code phone-book/main #42}. */
    public String displayName() {
        return job + " #" + number;
    }
}
