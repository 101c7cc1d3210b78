package io.jenkins.plugins.dockereventwatch.run;

/**
 * The labels of every container of a limited run, in addition to the labels of its owner. They identify the container
 * of a run and the containers of ended owners. The names are part of the public interface and must not change.
 */
public final class RunLabels {

    /** The prefix of all labels. */
    public static final String PREFIX = "io.jenkins.docker-event-watch.";

    /** The run ID, a UUID. Its presence marks a container of a limited run. */
    public static final String RUN = PREFIX + "run";

    /** The owner of the run, see {@link RunOwner#text()}. */
    public static final String OWNER = PREFIX + "owner";

    private RunLabels() {}
}
