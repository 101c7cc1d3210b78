package io.jenkins.plugins.dockereventwatch.update.advice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Writes advice as a JSON object on one line: {@code {"host":…,"updates":[{"package":…,"from":…,…}],…}}. */
public final class AdviceJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AdviceJson() {}

    public static String of(HostAdvice advice) {
        HostReading reading = advice.reading();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("host", reading.host());
        ArrayNode updates = json.putArray("updates");
        advice.updates().forEach(update -> put(updates.addObject(), update));
        json.put("decision", new AdviceText(advice, ZoneOffset.UTC).decision());
        json.put("somethingToDo", advice.isSomethingToDo());
        json.put("os", reading.os().name());
        json.put(
                "supportedUntil",
                reading.endOfLife().regular().isPresent()
                        ? reading.endOfLife().last().toString()
                        : null);
        json.put("manager", reading.packages().manager());
        json.put("kernelRunning", reading.kernel().running().orElse(null));
        json.put("kernelInstalled", reading.kernel().installed().orElse(null));
        json.put("reboot", reading.reboot().need().name().toLowerCase(Locale.ROOT));
        json.put(
                "listsRefreshed", reading.listsRefreshed().map(Object::toString).orElse(null));
        json.put("readAt", reading.readAt().toString());
        ArrayNode warnings = json.putArray("warnings");
        advice.warnings().forEach(warnings::add);
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON of plain values cannot be written", e);
        }
    }

    private static void put(ObjectNode json, UpdateAdvice advice) {
        PendingUpdate update = advice.update();
        json.put("package", update.name());
        json.put("from", update.from().orElse(null));
        json.put("to", update.to().orElse(null));
        json.put("origin", update.origin());
        json.put("security", update.security().isPresent());
        json.put("size", update.size().toString());
        json.put("advice", advice.advice().toString());
        json.put("until", advice.until().map(LocalDate::toString).orElse(null));
        json.put("rule", advice.rule());
    }
}
