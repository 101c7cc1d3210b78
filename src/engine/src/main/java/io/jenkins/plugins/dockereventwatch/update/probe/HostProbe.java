package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;

/** Collects what {@link HostOutputReader} reads: by running the probe's script on a host, or from where it was kept. */
@FunctionalInterface
public interface HostProbe {

    /**
     * Collects it.
     *
     * @return at most {@link HostOutputReader#LONGEST} characters, else it is refused when read
     * @throws UnreadableHostException if the host cannot be reached or does not answer in time
     * @throws InterruptedException if interrupted while waiting
     */
    String collect() throws UnreadableHostException, InterruptedException;
}
