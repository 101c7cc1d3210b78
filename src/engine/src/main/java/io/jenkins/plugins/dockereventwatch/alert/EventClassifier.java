package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.event.IncidentKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Classifies events for grouping and for their urgency. */
public final class EventClassifier {

    private static final String STACK = "com.docker.stack.namespace";
    private static final String REPLACE = "com.docker.compose.replace";

    private static final Set<String> CREATIONS = Set.of("create", "rename");
    private static final Pattern REPLACED = Pattern.compile("[0-9a-f]{12}_");

    /** The actions of failures. */
    static final List<String> FAILURES = List.of("die", "kill", "stop", "destroy", "oom", "health_status: unhealthy");

    private EventClassifier() {}

    /**
     * Returns whether an event is an unplanned death, out of memory, or unhealthy, observed when it happened; or an event
     * that is not about a container. Alerts of other events can wait a few seconds to be grouped.
     */
    public static boolean isUrgent(DockerEvent event) {
        if (event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS) {
            return false;
        }
        return switch (event.action()) {
            case "die" -> !event.isPlanned();
            case "oom", "health_status: unhealthy" -> true;
            default -> !event.type().equals("container");
        };
    }

    /** Returns whether an event may influence the alerts of earlier or later ones of its container, network or project. */
    public static boolean isOfLife(DockerEvent event) {
        return EventEnd.actions().contains(event.action())
                || (CREATIONS.contains(event.action()) && project(event).isPresent());
    }

    /**
     * Returns whether compose replaces a container: it creates the new one with a name that begins with the id of the old one,
     * or renames the old one to such a name.
     */
    public static boolean isReplacement(DockerEvent event) {
        return CREATIONS.contains(event.action())
                && project(event).isPresent()
                && (hasReplacedName(event)
                        || (event.action().equals("create")
                                && !event.attribute(REPLACE).isEmpty()));
    }

    /** Returns whether compose has given a container a temporary name while it replaces it, or another one by it. */
    public static boolean hasReplacedName(DockerEvent event) {
        return REPLACED.matcher(event.attribute("name")).lookingAt();
    }

    /** Returns whether an event reports that a service or a host is available again. */
    public static boolean isRecovery(DockerEvent event) {
        return Stream.of(IncidentKind.values())
                .anyMatch(kind -> kind.type().equals(event.type()) && kind.end().equals(event.action()));
    }

    /** Returns whether an event reports that a container does not work any longer, planned or not. */
    public static boolean isFailure(DockerEvent event) {
        return event.type().equals("container") && FAILURES.contains(event.action());
    }

    /** Returns the compose project of an event's container; empty if it has none, or is a one-off container. */
    public static Optional<String> project(DockerEvent event) {
        boolean oneOff = event.attribute(ContainerLabels.COMPOSE_ONE_OFF).equalsIgnoreCase("true");
        return Optional.of(event.attribute(ContainerLabels.COMPOSE_PROJECT))
                .filter(project -> event.type().equals("container") && !project.isEmpty() && !oneOff);
    }

    /**
     * Identifies a container across restarts and re-creations: by its place in a compose project or a Swarm service,
     * its name, or its id.
     * Another object is identified by its type and its name or id.
     */
    public static String container(DockerEvent event) {
        String name = event.attribute("name");
        if (!event.type().equals("container")) {
            return event.type() + " " + (name.isEmpty() ? event.actorId() : name);
        }
        Optional<String> project = project(event);
        String service = event.attribute(ContainerLabels.COMPOSE_SERVICE);
        if (project.isPresent() && !service.isEmpty()) {
            return ofProject(project.get()) + service + "/" + event.attribute(ContainerLabels.COMPOSE_NUMBER);
        }
        return SwarmTask.of(event)
                .map(task -> "swarm " + task.service() + "/" + task.slot())
                .orElseGet(() -> name.isEmpty() ? event.type() + " " + event.actorId() : name);
    }

    /** Returns how the identifications of a compose project's containers begin. */
    static String ofProject(String project) {
        return "compose " + project + "/";
    }

    /** Returns the action without the command of {@code exec_create} and {@code exec_start}. */
    public static String kind(DockerEvent event) {
        String action = event.action();
        return action.startsWith("exec_") && action.contains(": ") ? action.substring(0, action.indexOf(": ")) : action;
    }

    /**
     * Returns an alert's value of a field by which alerts are grouped.
     *
     * @param by {@code host}, {@code container}, {@code project}, {@code image}, {@code rule}, or the path of an event's
     *     field
     * @return empty if the event has no such field
     */
    public static String common(String by, Alert alert) {
        DockerEvent event = alert.event();
        return switch (by) {
            case "host" -> alert.hostLabel();
            case "container" -> container(event);
            case "project" -> group(event);
            case "image" -> event.attribute("image");
            case "rule" -> String.join("\n", alert.rules());
            default -> {
                String text = new FieldPath(by).textIn(event);
                yield text == null ? "" : text;
            }
        };
    }

    /** Returns whether an event's container belongs to a compose project, a Swarm stack or a Swarm service. */
    public static boolean hasProject(DockerEvent event) {
        return !group(event).isEmpty();
    }

    private static String group(DockerEvent event) {
        return Stream.of(ContainerLabels.COMPOSE_PROJECT, STACK, ContainerLabels.SWARM_SERVICE)
                .map(event::attribute)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}
