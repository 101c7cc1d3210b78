package io.jenkins.plugins.dockereventwatch.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.alert.ImageVerdict;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The data that a template sees. As in docker-events-notifier: the event's JSON with numbers as Go's float64, {@code
 * dockerHostLabel}, {@code eventJSON} and {@code notificationTitle}. In addition: {@code notificationTitles}, {@code
 * outOfMemory}, {@code logLines}, {@code build} (missing if unknown), {@code imagePolicy} (missing if no rule uses it),
 * {@code alertCount}, {@code alertStatus}, {@code resolved} and {@code summary}.
 *
 * <p>The event in a message about an end is not the failure: {@code Action} and {@code status} say what happened now, so that
 * no template shows it as a failure.
 */
public final class TemplateData {

    private static final String EXIT_CODE = "exitCode";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    /** The layout of Go's {@code json.MarshalIndent(event, "", "  ")}, with exact numbers. */
    private static final ObjectWriter INDENTED =
            MAPPER.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private TemplateData() {}

    private static Map<String, Object> of(Alert alert) {
        Map<String, Object> data = new LinkedHashMap<>(objectOf(alert.event().json()));
        data.put("dockerHostLabel", alert.hostLabel());
        data.put("eventJSON", eventJson(alert));
        data.put("notificationTitle", alert.rules().get(0));
        data.put("notificationTitles", alert.rules());
        alert.context().build().ifPresent(build -> data.put("build", buildOf(build)));
        data.put("outOfMemory", alert.context().outOfMemory());
        data.put("logLines", alert.context().logLines());
        alert.context().verdict().ifPresent(judgement -> data.put("imagePolicy", verdictOf(judgement)));
        return data;
    }

    /**
     * Returns the data of the first alert, or of the end, and of the message. The title of a message that is not about a
     * single alert is its summary.
     *
     * @param zone the zone of times in the summary
     */
    public static Map<String, Object> of(PendingMessage pending, ZoneId zone) {
        Alert first = pending.alerts().get(0);
        Map<String, Object> data = of(pending.isEnd() ? end(pending, first) : first);
        String summary = MailSubject.headline(pending, zone);
        data.put("alertCount", pending.total());
        data.put("alertStatus", AlertStatus.of(pending).toString());
        data.put("resolved", pending.isResolved());
        data.put("summary", summary);
        if (!pending.isSingle()) {
            data.put("notificationTitle", summary);
        }
        return data;
    }

    /** Returns a failure's alert with the event that ended it, as far as it is known. */
    private static Alert end(PendingMessage pending, Alert failure) {
        ObjectNode json = failure.event().json().deepCopy();
        String action = endOf(pending, failure);
        json.put("Action", action);
        if (json.has("status")) {
            json.put("status", action);
        }
        Instant time = pending.entry().created();
        json.put("time", time.getEpochSecond());
        json.put("timeNano", TimeUnit.MILLISECONDS.toNanos(time.toEpochMilli()));
        json.remove("planned");
        if (json.path("Actor").path("Attributes") instanceof ObjectNode attributes && attributes.has(EXIT_CODE)) {
            attributes.put(EXIT_CODE, "");
        }
        AlertContext context = failure.context();
        return new Alert(
                DockerEvent.of(json, DockerEvent.Origin.STREAM),
                failure.hostLabel(),
                failure.rules(),
                failure.notifier(),
                new AlertContext(context.build(), context.recipients(), false, List.of(), context.verdict()));
    }

    private static String endOf(PendingMessage pending, Alert failure) {
        return switch (pending.entry().kind()) {
            case CRASH_LOOP_OVER -> pending.isResolved() ? "crash loop ended" : "crash loop ended, not running";
            case FLAPPING_OVER -> pending.isResolved() ? "flapping ended" : "flapping ended, not healthy";
            default -> failure.event().action().equals("health_status: unhealthy") ? "healthy again" : "running again";
        };
    }

    private static Map<String, Object> buildOf(BuildReference build) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("job", build.job());
        data.put("number", (long) build.number());
        data.put("name", build.displayName());
        build.url().ifPresent(url -> data.put("url", url));
        build.node().ifPresent(node -> data.put("node", node));
        build.startedBy().ifPresent(user -> data.put("startedBy", user));
        return data;
    }

    private static Map<String, Object> verdictOf(ImageVerdict verdict) {
        return Map.of(
                "image", verdict.image(),
                "verdict", verdict.verdict(),
                "reason", verdict.reason(),
                "rule", verdict.rule().text(),
                "place", verdict.rule().place(),
                "remedy", verdict.remedy(),
                "nearest", verdict.nearest());
    }

    /** Returns the event with the host's label, indented by two spaces, with sorted keys and without unsafe characters. */
    static String eventJson(Alert alert) {
        ObjectNode event = MAPPER.createObjectNode().setAll(alert.event().json());
        event.put("dockerHostLabel", alert.hostLabel());
        try {
            return SafeText.lines(INDENTED.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing JSON that was read before", e);
        }
    }

    private static Map<String, Object> objectOf(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(field -> map.put(field.getKey(), valueOf(field.getValue())));
        return map;
    }

    private static Object valueOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> objectOf(node);
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                node.forEach(element -> list.add(valueOf(element)));
                yield list;
            }
            case STRING -> node.textValue();
            case NUMBER -> node.doubleValue();
            case BOOLEAN -> node.booleanValue();
            default -> null;
        };
    }
}
