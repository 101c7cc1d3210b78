package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;

/** Collects the state of a host for {@link HostOutputReader}, by running the probe script or from a file. */
@FunctionalInterface
public interface HostProbe {

    /**
     * Collects the state.
     *
     * @return the output; one longer than {@link HostOutputReader#LONGEST} characters is rejected when it is read
     * @throws UnreadableHostException if the host is unreachable or does not respond in time
     * @throws InterruptedException if interrupted while waiting
     */
    String collect() throws UnreadableHostException, InterruptedException;
}
