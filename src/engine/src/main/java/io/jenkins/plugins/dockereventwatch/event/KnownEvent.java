package io.jenkins.plugins.dockereventwatch.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of event that a Docker Engine up to version 29 or Podman reports, under the names that rules see.
 *
 * @param type the type, such as {@code container}
 * @param action the action; of {@link #hasCommand} events the part before the colon
 * @see <a href="https://docs.docker.com/reference/cli/docker/system/events/">docker system events</a>
 */
public record KnownEvent(String type, String action) {

    /** All kinds, those of containers first. */
    public static final List<KnownEvent> ALL = Stream.of(
                    of(
                            "container",
                            "attach auto-update archive-path checkpoint cleanup commit copy create destroy detach die exec"
                                    + " exec_create exec_detach exec_die exec_start export extract-to-dir init kill log-rotation"
                                    + " mount oom pause prune rename resize restart restore start stop sync top unmount unpause"
                                    + " update"),
                    Stream.of("unhealthy", "healthy", "starting", "running", "stopped")
                            .map(state -> new KnownEvent("container", "health_status: " + state)),
                    of(
                            "image",
                            "build create delete history import load loadfromarchive mount prune pull pull-error push remove save"
                                    + " tag unmount untag"),
                    of("volume", "create destroy mount prune remove unmount"),
                    of("network", "connect create destroy disconnect prune remove update"),
                    of("daemon", "reload"),
                    of("builder", "prune"),
                    of("plugin", "create disable enable install pull push remove upgrade"),
                    of("service", "create remove update"),
                    of("node", "create remove update"),
                    of("secret", "create remove update"),
                    of("config", "create remove update"),
                    of("pod", "create kill pause prune remove restart start stop unpause"),
                    of("system", "prune refresh renumber"),
                    of("machine", "init remove start stop"))
            .flatMap(kinds -> kinds)
            .toList();

    /** The kinds that the watch itself reports about services and hosts. */
    public static final List<KnownEvent> OF_WATCH = Stream.concat(
                    Stream.of(IncidentKind.values())
                            .flatMap(kind -> Stream.of(kind.begin(), kind.end())
                                    .map(action -> new KnownEvent(kind.type(), action))),
                    Stream.of(new KnownEvent(IncidentKind.UNREACHABLE.type(), IncidentKind.EVENTS_MISSED)))
            .toList();

    /** The actions that are the only ones with an attribute, which is no label. */
    private static final Map<String, Set<String>> ACTIONS_WITH = Map.of(
            "exitCode", Set.of("die", "exec_die"),
            "signal", Set.of("kill"),
            "execDuration", Set.of("die"),
            "execID", Set.of("exec_create", "exec_start", "exec_die", "exec_detach"),
            "container", Set.of("connect", "disconnect", "mount", "unmount"));

    private static final Set<String> WITHOUT_LABELS = Set.of("network", "volume", "plugin", "builder", "daemon");

    private static Stream<KnownEvent> of(String type, String actions) {
        return Stream.of(actions.split(" ")).map(action -> new KnownEvent(type, action));
    }

    /** Whether the watch itself reports events of this kind. */
    public boolean isOfWatch() {
        return OF_WATCH.contains(this);
    }

    /** Whether a colon and the command of a process follow the action. */
    public boolean hasCommand() {
        return action.equals("exec_create") || action.equals("exec_start");
    }

    /** Whether events of this kind may have a field. */
    public boolean mayHave(String field) {
        String attribute = FieldNames.attribute(field).orElse("");
        if (isOfWatch()) {
            return ACTIONS_WITH.containsKey(attribute)
                    ? attribute.equals("exitCode") && action.equals("absent")
                    : !attribute.isEmpty() || FieldNames.isOfEveryEvent(field);
        }
        if (ACTIONS_WITH.containsKey(attribute)) {
            boolean ofContainer = type.equals("container") != attribute.equals("container");
            return ofContainer && ACTIONS_WITH.get(attribute).contains(action);
        }
        return switch (field) {
            case "status", "id" -> type.equals("container") || type.equals("image");
            case "from", "Actor.Attributes.image" -> type.equals("container");
            case "planned" -> type.equals("container") && action.equals("die");
            case "HealthStatus" -> action.startsWith("health_status");
            default ->
                attribute.contains(".")
                        ? !WITHOUT_LABELS.contains(type)
                        : !attribute.isEmpty() || FieldNames.isOfEveryEvent(field);
        };
    }

    /** Returns the only texts that a field can have; empty: any text. */
    public Optional<List<String>> texts(String field) {
        return switch (field) {
            case "Type" -> Optional.of(List.of(type));
            case "Action", "status" -> hasCommand() ? Optional.empty() : Optional.of(List.of(action));
            case "planned" -> Optional.of(List.of("true", "false"));
            case "scope" ->
                switch (type) {
                    case "network", "secret", "config", "plugin" -> Optional.of(List.of("local", "swarm"));
                    case "service", "node" -> Optional.of(List.of("swarm"));
                    default -> Optional.of(List.of("local"));
                };
            default -> Optional.empty();
        };
    }
}
