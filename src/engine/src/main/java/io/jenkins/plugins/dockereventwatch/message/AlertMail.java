package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The mail about one alert for notifiers without a template: a sentence, a table, the container's log, the event. */
public final class DefaultMail {

    private static final int LONGEST_CELL = 500;
    private static final int LONGEST_EVENT = 64 << 10;
    private static final String CUT = "\n… (shortened)";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss.SSS xxx", Locale.ENGLISH);

    /** The row that is a link. */
    private static final String BUILD_PAGE = "Build page";

    /** Attributes shown in the table, in this order. */
    private static final Map<String, String> ATTRIBUTES = new LinkedHashMap<>();

    static {
        ATTRIBUTES.put("name", "Name");
        ATTRIBUTES.put("image", "Image");
        ATTRIBUTES.put("exitCode", "Exit code");
        ATTRIBUTES.put("signal", "Signal");
        ATTRIBUTES.put("com.docker.compose.project", "Compose project");
        ATTRIBUTES.put("com.docker.compose.service", "Compose service");
    }

    private final Alert alert;
    private final DockerEvent event;
    private final ZoneId zone;

    /** @param zone the zone of times in the text */
    public DefaultMail(Alert alert, ZoneId zone) {
        this.alert = alert;
        this.event = alert.event();
        this.zone = zone;
    }

    /** Returns the body as text and as HTML. */
    public MailContent content() {
        return new MailContent(Optional.of(text()), Optional.of(html()), Optional.empty());
    }

    private String text() {
        StringBuilder text = new StringBuilder(sentence()).append("\n\n");
        int width = rows().keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        rows().forEach((name, value) -> text.append(name)
                .append(": ")
                .append(" ".repeat(width - name.length() - 1))
                .append(value)
                .append('\n'));
        if (!logLines().isEmpty()) {
            text.append("\nLast lines of its log:\n\n");
            logLines().forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.append("\nEvent:\n\n").append(eventJson()).append('\n').toString();
    }

    private String html() {
        StringBuilder html = new StringBuilder("<table>\n");
        rows().forEach((name, value) -> html.append("<tr><th>")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(name.equals(BUILD_PAGE) ? Html.link(value, value) : Html.escape(value))
                .append("</td></tr>\n"));
        html.append("</table>\n");
        if (!logLines().isEmpty()) {
            html.append("<p>Last lines of its log:</p>\n<pre>")
                    .append(Html.escape(String.join("\n", logLines())))
                    .append("</pre>\n<p>Event:</p>\n");
        }
        html.append("<pre>").append(Html.escape(eventJson())).append("</pre>\n");
        return Html.page(sentence(), html.toString());
    }

    private List<String> logLines() {
        return alert.context().logLines();
    }

    private String sentence() {
        String found = event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS
                ? " The connection to Docker was lost; this was found afterwards by the container's state."
                : "";
        String memory = alert.context().outOfMemory() && event.action().equals("die") ? " It ran out of memory." : "";
        return cell(MailSubject.describe(event) + " on " + alert.hostLabel() + ".") + memory + found;
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Host", cell(alert.hostLabel()));
        rows.put("Time", TIME.format(event.time().atZone(zone)));
        rows.put("Event", cell(event.type() + " " + event.action()));
        ATTRIBUTES.forEach((attribute, name) -> {
            String value = event.attribute(attribute);
            if (!value.isEmpty()) {
                rows.put(name, cell(value));
            }
        });
        alert.context().verdict().ifPresent(judgement -> {
            rows.put("Image policy", cell(judgement.summary()));
            if (!judgement.remedy().isEmpty()) {
                rows.put("Remedy", cell(judgement.remedy()));
            }
        });
        alert.context().build().ifPresent(build -> {
            rows.put("Build", cell(build.displayName()));
            build.url().ifPresent(url -> rows.put(BUILD_PAGE, url));
            build.startedBy().ifPresent(user -> rows.put("Started by", cell(user)));
            build.node().ifPresent(node -> rows.put("Node", cell(node)));
        });
        rows.put("ID", cell(event.actorId()));
        List<String> rules = alert.rules();
        rows.put(rules.size() == 1 ? "Rule" : "Rules", cell(String.join("; ", rules)));
        return rows;
    }

    private static String cell(String text) {
        return SafeText.abbreviate(text, LONGEST_CELL);
    }

    private String eventJson() {
        String json = TemplateData.eventJson(alert);
        return json.length() <= LONGEST_EVENT ? json : json.substring(0, LONGEST_EVENT) + CUT;
    }
}
