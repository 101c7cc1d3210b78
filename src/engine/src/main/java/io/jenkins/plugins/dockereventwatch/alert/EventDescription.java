package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    /** Actions on everything but containers, as of networks, volumes, and services of a swarm. */
    private static final Map<String, String> OBJECT = Map.of(
            "create", "was created",
            "update", "was updated",
            "remove", "was removed",
            "destroy", "was removed");

    /** States of the update of a service; {@code updatestate.new}. */
    private static final Map<String, String> UPDATE = Map.of(
            "updating", "is being updated",
            "paused", "has an update that is paused",
            "completed", "was updated completely",
            "rollback_started", "is being rolled back",
            "rollback_paused", "has a rollback that is paused",
            "rollback_completed", "was rolled back");

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
        Optional<String> incident = IncidentDescription.predicate(event);
        if (incident.isPresent()) {
            return incident.get();
        }
        if (!event.type().equals("container")) {
            String change = change(event);
            return change.isEmpty() ? OBJECT.getOrDefault(action, action) + " (" + event.type() + ")" : change;
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

    /** Returns what changed of a node or a service of a swarm; empty if that is not known. */
    private static String change(DockerEvent event) {
        List<String> changes = new ArrayList<>();
        if (event.type().equals("node")) {
            switch (event.action()) {
                case "create" -> changes.add("joined the swarm");
                case "remove" -> changes.add("was removed from the swarm");
                case "update" -> {
                    add(changes, event, "state", state -> "is " + state);
                    add(changes, event, "reachability", reachability -> "is " + reachability + " as a manager");
                    add(changes, event, "availability", availability -> "has the availability " + availability);
                    add(changes, event, "role", role -> "became a " + role);
                    add(
                            changes,
                            event,
                            "leader",
                            is -> is.equals("true") ? "became the leader" : "ceased to be the leader");
                }
                default -> {}
            }
        } else if (event.type().equals("service") && event.action().equals("update")) {
            add(changes, event, "updatestate", state -> UPDATE.getOrDefault(state, "has the update state " + state));
            add(changes, event, "image", image -> "changed its image to " + image.replaceFirst("@.*", ""));
            add(changes, event, "replicas", replicas -> "was scaled to " + replicas + " replicas");
        }
        return String.join(", ", changes);
    }

    private static void add(
            List<String> changes, DockerEvent event, String attribute, UnaryOperator<String> description) {
        String value = event.attribute(attribute + ".new");
        if (!value.isEmpty()) {
            changes.add(description.apply(value));
        }
    }

    private static String died(String what, DockerEvent event) {
        String code = event.attribute("exitCode");
        if (code.isEmpty()) {
            return what + "; its exit code is not known, since it runs again";
        }
        return what + " with exit code " + code;
    }
}
