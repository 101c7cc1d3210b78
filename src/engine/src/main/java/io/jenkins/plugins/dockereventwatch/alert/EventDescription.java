package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.Map;

/** Describes events for a mail's subject and first sentence. */
public final class EventDescription {

    private static final Map<String, String> CONTAINER = Map.ofEntries(
            Map.entry("create", "was created"),
            Map.entry("start", "started"),
            Map.entry("restart", "was restarted"),
            Map.entry("stop", "was stopped"),
            Map.entry("destroy", "was removed"),
            Map.entry("oom", "ran out of memory"),
            Map.entry("pause", "was paused"),
            Map.entry("unpause", "goes on after a pause"),
            Map.entry("rename", "was renamed"),
            Map.entry("update", "got other limits"),
            Map.entry("attach", "was attached to"),
            Map.entry("detach", "was detached from"));

    private EventDescription() {}

    /**
     * Returns the name of the container, image, network, etc., or the first 12 characters of its id. A Swarm task is named
     * by its service and slot.
     */
    public static String subject(DockerEvent event) {
        String name = SwarmTask.of(event).map(SwarmTask::name).orElseGet(() -> event.attribute("name"));
        if (!name.isEmpty()) {
            return name;
        }
        String id = event.actorId();
        return id.isEmpty() ? event.type() : id.substring(0, Math.min(id.length(), 12));
    }

    /** Returns what happened, for example {@code died with exit code 1}. */
    public static String predicate(DockerEvent event) {
        String action = event.action();
        String tail = action.contains(": ") ? action.substring(action.indexOf(": ") + 2) : "";
        if (!event.type().equals("container")) {
            return action + " (" + event.type() + ")";
        }
        if (action.startsWith("health_status")) {
            return tail.isEmpty() ? "reports its health" : "is " + tail;
        }
        if (action.startsWith("exec_create") || action.startsWith("exec_start")) {
            return "runs a command: " + tail;
        }
        return switch (action) {
            case "die" -> died("died", event);
            case "exec_die" -> died("ended a command", event);
            case "kill" -> "got the signal " + event.attribute("signal");
            default -> CONTAINER.getOrDefault(action, action);
        };
    }

    private static String died(String what, DockerEvent event) {
        String code = event.attribute("exitCode");
        if (code.isEmpty()) {
            return what + "; its exit code is not known, since it runs again";
        }
        return what + " with exit code " + code;
    }
}
