package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import java.util.Set;

/** What an event means to whoever has to decide how soon, and with what, to tell of it. */
public final class EventClassifier {

    private static final String PROJECT = "com.docker.compose.project";
    private static final String SERVICE = "com.docker.compose.service";
    private static final String NUMBER = "com.docker.compose.container-number";

    private static final Set<String> LIVES =
            Set.of("start", "die", "health_status: healthy", "health_status: unhealthy");

    private EventClassifier() {}

    /**
     * Whether nobody asked for it and it was heard of when it happened: a death, memory run out, bad health. All else can
     * wait a few seconds for its companions.
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

    /** Whether it tells that a container lives, or is well, or not. */
    public static boolean isOfLife(DockerEvent event) {
        return LIVES.contains(event.action());
    }

    /** Which container it is over its lives: its place in a compose project, its name, else its id. */
    public static String container(DockerEvent event) {
        String project = event.attribute(PROJECT);
        String service = event.attribute(SERVICE);
        if (!project.isEmpty() && !service.isEmpty()) {
            return "compose " + project + "/" + service + "/" + event.attribute(NUMBER);
        }
        String name = event.attribute("name");
        return name.isEmpty() ? event.type() + " " + event.actorId() : name;
    }

    /** What it has in common with others by one word of {@link Grouping#by}. */
    public static String common(String by, Alert alert) {
        DockerEvent event = alert.event();
        return switch (by) {
            case "host" -> alert.hostLabel();
            case "container" -> container(event);
            case "project" -> event.attribute(PROJECT);
            case "image" -> event.attribute("image");
            case "rule" -> String.join("\n", alert.rules());
            default -> {
                String text = FieldPath.of(by).textIn(event);
                yield text == null ? "" : text;
            }
        };
    }

    /** Whether it belongs to a compose project. */
    public static boolean hasProject(DockerEvent event) {
        return !event.attribute(PROJECT).isEmpty();
    }
}
