package io.jenkins.plugins.dockereventwatch.availability;

import java.util.Map;

/** Provides what is known about the watched hosts. */
@FunctionalInterface
public interface HostSource {

    /** Returns what is known about each host, by label in the configured order. Must not wait. */
    Map<String, HostSnapshot> hosts();
}
