package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.Optional;

/** Describes the events about the availability of services and hosts. */
final class IncidentDescription {

    private IncidentDescription() {}

    /** Returns what happened, without the name; empty if it is another event. */
    static Optional<String> predicate(DockerEvent event) {
        String duration = event.attribute("duration");
        String ended = event.attribute("ended");
        String meanwhile = ended.isEmpty() ? "" : "; containers that ended meanwhile: " + ended;
        return Optional.ofNullable(
                switch (event.type() + " " + event.action()) {
                    case "service absent" -> "is absent" + reason(event);
                    case "service running" -> "runs again after " + duration;
                    case "service unhealthy" -> "has been unhealthy for " + duration;
                    case "service healthy" -> "is healthy again after " + duration;
                    case "service memory high" -> "uses " + memory(event) + ", for " + duration;
                    case "service memory normal" -> "uses only " + memory(event) + " again, after " + duration;
                    case "host unreachable" -> "is unreachable" + reason(event);
                    case "host reachable" -> "is reachable again after " + duration + meanwhile;
                    case "host events missed" -> "was not followed for a while" + meanwhile;
                    default -> null;
                });
    }

    private static String reason(DockerEvent event) {
        String reason = event.attribute("reason");
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String memory(DockerEvent event) {
        return event.attribute("memoryPercent") + " % of its memory limit of " + event.attribute("memoryLimit");
    }
}
