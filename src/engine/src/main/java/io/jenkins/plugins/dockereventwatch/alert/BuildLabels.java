package io.jenkins.plugins.dockereventwatch.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The labels that tell which Jenkins build started a container. Containers that our steps start carry them; whoever
 * starts others may set them too ({@code docker run --label}). An engine puts a container's labels into each of its
 * events, so that they are known without asking.
 */
public final class BuildLabels {

    /** Before the names of all labels of ours. */
    public static final String PREFIX = "io.jenkins.docker-event-watch.";

    /** The build's page. */
    public static final String BUILD_URL = PREFIX + "build-url";

    /** The job's full name. */
    public static final String JOB = PREFIX + "job";

    /** The build's number. */
    public static final String BUILD_NUMBER = PREFIX + "build-number";

    /** The node that the build ran on. */
    public static final String NODE = PREFIX + "node";

    /** Who or what started the build, for people. */
    public static final String STARTED_BY = PREFIX + "started-by";

    private BuildLabels() {}

    /** The labels of a container that a build starts, by name. */
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
     * The build that a container claims by its labels.
     *
     * @param label a label's value by its name; null or empty where there is none
     * @return empty if the labels name none
     */
    public static Optional<BuildReference> read(Function<String, String> label) {
        return BuildReference.ofClaim(
                label.apply(BUILD_URL),
                label.apply(JOB),
                label.apply(BUILD_NUMBER),
                label.apply(NODE),
                label.apply(STARTED_BY));
    }
}
