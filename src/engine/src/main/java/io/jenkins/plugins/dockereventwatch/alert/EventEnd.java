package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which events end what an earlier event of the same container or network reports. */
public final class EventEnd {

    private static final String UNHEALTHY = "health_status: unhealthy";
    private static final String HEALTHY = "health_status: healthy";

    private static final Map<String, Set<String>> OF_CONTAINER = Map.ofEntries(
            Map.entry("die", Set.of("start")),
            Map.entry("kill", Set.of("start")),
            Map.entry("stop", Set.of("start")),
            Map.entry("oom", Set.of("start")),
            Map.entry("destroy", Set.of("start")),
            Map.entry("start", Set.of("die")),
            Map.entry("pause", Set.of("unpause", "die")),
            Map.entry("unpause", Set.of("pause", "die")),
            Map.entry(UNHEALTHY, Set.of(HEALTHY, "destroy")),
            Map.entry(HEALTHY, Set.of(UNHEALTHY, "die")));

    private static final Map<String, Set<String>> OF_NETWORK =
            Map.of("connect", Set.of("disconnect"), "disconnect", Set.of("connect"));

    private static final Set<String> ALL = all();

    private EventEnd() {}

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (Map<String, Set<String>> ends : Set.of(OF_CONTAINER, OF_NETWORK)) {
            all.addAll(ends.keySet());
            ends.values().forEach(all::addAll);
        }
        return all;
    }

    /** Returns the actions whose events can have an end, or be one, in alphabetical order. */
    public static Set<String> actions() {
        return ALL;
    }

    /** Returns whether what events of a type with an action report can be ended by another event. */
    public static boolean isPossible(String type, String action) {
        return ends(type).containsKey(action);
    }

    /** Returns whether what an event reports can be ended by another event. */
    public static boolean isPossible(DockerEvent event) {
        return isPossible(event.type(), event.action());
    }

    /** Returns whether an event of the same container or network ends what an earlier one reports. */
    public static boolean ends(DockerEvent earlier, DockerEvent event) {
        Set<String> ends = ends(earlier.type()).getOrDefault(earlier.action(), Set.of());
        boolean plannedDeath =
                earlier.action().equals(UNHEALTHY) && event.action().equals("die") && event.isPlanned();
        return (ends.contains(event.action()) || plannedDeath)
                && event.type().equals(earlier.type())
                && (!event.type().equals("network")
                        || event.attribute("container").equals(earlier.attribute("container")));
    }

    private static Map<String, Set<String>> ends(String type) {
        return type.equals("network") ? OF_NETWORK : type.equals("container") ? OF_CONTAINER : Map.of();
    }
}
