package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;

/** What a host's watch has to say of itself. Told on the watch's thread. */
interface HostListener {

    /** The engine answers, and its past is dealt with. */
    void connected(EngineInfo engine);

    /** An event that passes the filters. */
    void saw(DockerEvent event);

    /** A line that is no event. */
    void skipped();

    /** Nothing came for a while, and the engine answers that it lives. */
    void probed();

    /** Not all that happened was told. */
    void gap();

    /** Ends of containers were found by their states. */
    void found(int deaths);
}
