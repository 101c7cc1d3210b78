package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.alert.ImageVerdict;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldNames;
import io.jenkins.plugins.dockereventwatch.event.MalformedEventException;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.parse.FieldReferences;
import io.jenkins.plugins.dockereventwatch.template.parse.FieldReferences.FieldReference;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds fields in templates that no alert has, so that {@code <no value>} would be printed. */
public final class TemplateCheck {

    private static final List<String> ATTRIBUTES = List.of("Actor", "Attributes");

    /** The data of an alert with every field. */
    private static final Map<String, Object> COMPLETE = complete();

    /** The data of alerts with the usual fields. */
    private static final List<Map<String, Object>> SAMPLES = List.of(
            COMPLETE,
            data("start", "", AlertContext.NONE),
            data("health_status: unhealthy", "", AlertContext.NONE),
            data("die", ",\"exitCode\":\"1\"", AlertContext.NONE));

    private TemplateCheck() {}

    private static Map<String, Object> complete() {
        ImageVerdict.PolicyRule rule = new ImageVerdict.PolicyRule("nginx", "policy.yml:1:1");
        BuildReference build = new BuildReference(
                Optional.of("https://jenkins.example.org/job/web/1/"),
                "web",
                1,
                Optional.of("agent"),
                Optional.of("user"));
        Map<String, Object> data = data(
                "die",
                ",\"exitCode\":\"1\",\"execDuration\":\"60\",\"signal\":\"15\"",
                AlertContext.NONE
                        .withBuild(build)
                        .withVerdict(new ImageVerdict("nginx:1", "allowed", "official image", rule, "none", "nginx")));
        data.putAll(Map.of("planned", false, "truncated", 0.0, "HealthStatus", "healthy"));
        return data;
    }

    private static Map<String, Object> data(String action, String attributes, AlertContext context) {
        String json = """
                {"status":"%2$s","id":"%1$s","from":"nginx:1","Type":"container","Action":"%2$s",
                "Actor":{"ID":"%1$s","Attributes":{"image":"nginx:1","name":"web"%3$s}},
                "scope":"local","time":1767225600,"timeNano":1767225600000000000}
                """.formatted("0".repeat(64), action, attributes);
        try {
            DockerEvent event = DockerEvent.parse(json.getBytes(StandardCharsets.UTF_8));
            return TemplateData.of(
                    PendingMessage.of(new Alert(event, "host", List.of("rule"), "notifier", context)), ZoneOffset.UTC);
        } catch (MalformedEventException e) {
            throw new IllegalStateException("an event of this class", e);
        }
    }

    /**
     * Returns why a template cannot be rendered for ordinary alerts; empty if it can.
     *
     * @param json whether the result must be JSON
     */
    public static Optional<InvalidValueException> failure(Template template, boolean json) {
        for (Map<String, Object> data : SAMPLES) {
            PayloadText text = new PayloadText(json);
            try {
                template.render(data, text);
            } catch (TemplateException e) {
                String place = e.template() + ":" + e.line() + ":" + e.column() + ": ";
                return Optional.of(new InvalidValueException("template-fails", place + e.getMessage()));
            }
            if (text.jsonError().isPresent()) {
                return Optional.of(new InvalidValueException(
                        "template-json", text.jsonError().get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the references to fields that no alert has, with what was probably meant.
     *
     * @throws TemplateException if the template is malformed
     */
    public static List<TemplateException> unknownFields(String name, String source, Locale language)
            throws TemplateException {
        List<TemplateException> found = new ArrayList<>();
        for (FieldReference reference : FieldReferences.of(name, source)) {
            problem(reference.names())
                    .ifPresent(problem -> found.add(reference.problem(name, source, problem.message(language))));
        }
        return found;
    }

    private static Optional<InvalidValueException> problem(List<String> path) {
        Object value = COMPLETE;
        for (int i = 0; i < path.size(); i++) {
            String name = path.get(i);
            if (!(value instanceof Map<?, ?> map)) {
                return Optional.of(new InvalidValueException("template-text", dotted(path.subList(0, i))));
            }
            if (path.subList(0, i).equals(ATTRIBUTES)) {
                return ofAttribute(path.subList(i, path.size()));
            }
            if (!map.containsKey(name)) {
                List<String> parent = path.subList(0, i);
                return Optional.of(unknown(
                        path,
                        parent,
                        map.keySet().stream().map(String.class::cast).sorted().toList()));
            }
            value = map.get(name);
        }
        return Optional.empty();
    }

    /** Any label may be an attribute, but a name with dots must be an argument of index. */
    private static Optional<InvalidValueException> ofAttribute(List<String> names) {
        String path = "Actor.Attributes." + String.join(".", names);
        if (path.equals("Actor.Attributes.service")) {
            // What the watch reports about services has it.
            return Optional.empty();
        }
        return names.size() > 1
                ? Optional.of(new InvalidValueException("template-meant", "." + path, inTemplate(path)))
                : FieldNames.likely(path)
                        .map(meant -> new InvalidValueException("template-meant", "." + path, inTemplate(meant)));
    }

    private static InvalidValueException unknown(List<String> path, List<String> parent, List<String> known) {
        String name = path.get(parent.size());
        Optional<String> sameLevel = known.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .or(() -> Suggestion.of(name, known).filter(meant -> name.length() > 2))
                .map(meant -> dotted(parent) + "." + meant + dotted(path.subList(parent.size() + 1, path.size())));
        return sameLevel
                .or(() -> elsewhere(String.join(".", path)).map(TemplateCheck::inTemplate))
                .map(meant -> new InvalidValueException("template-meant", dotted(path), meant))
                .orElseGet(() -> new InvalidValueException("template-unknown", dotted(path), String.join(", ", known)));
    }

    private static Optional<String> elsewhere(String path) {
        return switch (path.toLowerCase(Locale.ROOT)) {
            case "host", "hostname", "hosttag", "host_tag" -> Optional.of("dockerHostLabel");
            case "title", "rule" -> Optional.of("notificationTitle");
            case "count" -> Optional.of("alertCount");
            // Any other name could be that of a label, but rarely is.
            default ->
                FieldNames.likely(path)
                        .filter(meant -> path.contains(".")
                                || FieldNames.meant(path).isPresent()
                                || !meant.equals("Actor.Attributes." + path))
                        .filter(meant -> !meant.endsWith(".LABEL"));
        };
    }

    /** The form of a path in a template: {@code index} for the names of labels with dots. */
    private static String inTemplate(String path) {
        String label = path.replaceFirst("^Actor\\.Attributes\\.", "");
        return label.equals(path) || !label.contains(".") ? "." + path : "index .Actor.Attributes \"" + label + "\"";
    }

    private static String dotted(List<String> path) {
        return path.isEmpty() ? "" : "." + String.join(".", path);
    }
}
