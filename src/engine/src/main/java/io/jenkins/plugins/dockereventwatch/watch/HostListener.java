package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;

/** Receives what happens on a host's connection, on the thread that follows the host. */
interface HostListener {

    /** The engine answers, and past events have been processed. */
    void onConnect(EngineInfo engine);

    /** An event passes the filters. */
    void onEvent(DockerEvent event);

    /** A line of the stream is not an event. */
    void onMalformedLine();

    /** The stream was silent, and the engine answered a probe. */
    void onProbe();

    /** The engine did not report all events. */
    void onGap();

    /** Deaths without an event were found by the containers' states. */
    void onMissedDeaths(int deaths);
}
