package io.jenkins.plugins.dockereventwatch.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The labels that identify the Jenkins build that started a container. The plugin's steps set them; other containers can
 * set them, too ({@code docker run --label}). All events of a container contain its labels.
 */
public final class BuildLabels {

    /** The prefix of all labels. */
    public static final String PREFIX = "io.jenkins.docker-event-watch.";

    /** The URL of the build's page. */
    public static final String BUILD_URL = PREFIX + "build-url";

    /** The job's full name. */
    public static final String JOB = PREFIX + "job";

    /** The build's number. */
    public static final String BUILD_NUMBER = PREFIX + "build-number";

    /** The node on which the build ran. */
    public static final String NODE = PREFIX + "node";

    /** Who or what started the build. */
    public static final String STARTED_BY = PREFIX + "started-by";

    private BuildLabels() {}

    /** The labels of a container. */
    @FunctionalInterface
    public interface Source {

        /** Returns the value of a label; null or empty if there is none. */
        String value(String label);
    }

    /** Returns the labels of a build's containers. */
    public static Map<String, String> of(BuildReference build) {
        Map<String, String> labels = new LinkedHashMap<>();
        build.url().ifPresent(url -> labels.put(BUILD_URL, url));
        labels.put(JOB, build.job());
        labels.put(BUILD_NUMBER, Integer.toString(build.number()));
        build.node().ifPresent(node -> labels.put(NODE, node));
        build.startedBy().ifPresent(who -> labels.put(STARTED_BY, who));
        return labels;
    }

    /**
     * Returns the build that a container's labels claim.
     *
     * @return empty if the labels identify no build
     */
    public static Optional<BuildReference> read(Source labels) {
        return BuildReference.ofClaim(
                labels.value(BUILD_URL),
                labels.value(JOB),
                labels.value(BUILD_NUMBER),
                labels.value(NODE),
                labels.value(STARTED_BY));
    }
}
