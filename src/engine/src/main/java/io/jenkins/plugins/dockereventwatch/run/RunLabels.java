package io.jenkins.plugins.dockereventwatch.run;

/**
 * The labels that every container of ours carries, beside those that name its build. By them a run is found again, and
 * what an owner that is gone left behind is removed. Part of the product's interface: their names do not change.
 */
public final class RunLabels {

    /** What all of them begin with. */
    public static final String PREFIX = "io.jenkins.docker-event-watch.";

    /** The run's own id, a UUID; whatever carries it is ours. */
    public static final String RUN = PREFIX + "run";

    /** Who answers for the run, as {@link RunOwner} writes it. */
    public static final String OWNER = PREFIX + "owner";

    private RunLabels() {}
}
