package io.jenkins.plugins.dockereventwatch.update.advice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.time.LocalDate;
import java.util.Locale;

/** Writes advice as a JSON object on one line: {@code {"host":…,"updates":[{"package":…,"from":…,…}],…}}. */
public final class AdviceJson {

    private AdviceJson() {}

    public static String of(HostAdvice advice) {
        HostReading reading = advice.reading();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("host", reading.host());
        ArrayNode updates = json.putArray("updates");
        advice.updates().forEach(update -> put(updates.addObject(), update));
        json.put("decision", advice.decision());
        json.put("somethingToDo", advice.isSomethingToDo());
        json.put("os", reading.distribution().os().name());
        EndOfLife end = reading.distribution().endOfLife();
        json.put("supportedUntil", end.regular().isPresent() ? end.last().toString() : null);
        json.put("manager", reading.packages().manager());
        json.put("kernelRunning", reading.boot().kernel().running().orElse(null));
        json.put("kernelInstalled", reading.boot().kernel().installed().orElse(null));
        json.put("reboot", reading.boot().reboot().need().name().toLowerCase(Locale.ROOT));
        json.put(
                "listsRefreshed",
                reading.packages().refreshed().map(Object::toString).orElse(null));
        json.put("readAt", reading.readAt().toString());
        ArrayNode warnings = json.putArray("warnings");
        advice.warnings().forEach(warnings::add);
        return json.toString();
    }

    private static void put(ObjectNode json, UpdateAdvice advice) {
        PendingUpdate update = advice.update();
        json.put("package", update.name());
        json.put("from", update.change().from().orElse(null));
        json.put("to", update.change().to().orElse(null));
        json.put("origin", update.origin());
        json.put("security", update.security().isPresent());
        json.put("size", update.change().size().toString());
        json.put("advice", advice.advice().toString());
        json.put("until", advice.until().map(LocalDate::toString).orElse(null));
        json.put("rule", advice.rule());
    }
}
