package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.ContainerLabels;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The built-in mails about alerts. */
public final class AlertMail {

    private static final int LONGEST_CELL = 500;
    private static final int LONGEST_SUMMARY_CELL = 300;
    private static final int LONGEST_EVENT = 64 << 10;
    private static final int LONGEST_ATTACHMENT = 4 << 20;
    private static final int MOST_LINES = 100;
    private static final String CUT = "\n… (shortened)";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss.SSS xxx", Locale.ENGLISH);
    private static final DateTimeFormatter SUMMARY_TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss xxx", Locale.ENGLISH);

    private static final String BUILD_PAGE = "Build page";

    private AlertMail() {}

    /** Returns the mail about one alert: a sentence, a table, the container's log, and the event. */
    public static MailContent of(Alert alert, ZoneId zone) {
        MailBody body = new MailBody().facts(facts(alert, zone), BUILD_PAGE);
        List<String> log = alert.context().logLines();
        if (!log.isEmpty()) {
            String title =
                    alert.event().type().equals("service") ? "Output of its health check" : "Last lines of its log";
            body.add(
                    "\n" + title + ":\n\n    " + String.join("\n    ", log) + "\n",
                    "<p>" + title + ":</p>\n<pre>" + Html.escape(String.join("\n", log)) + "</pre>\n<p>Event:</p>\n");
        }
        String json = TemplateData.eventJson(alert);
        String event = json.length() <= LONGEST_EVENT ? json : json.substring(0, LONGEST_EVENT) + CUT;
        body.add("\nEvent:\n\n" + event + "\n", "<pre>" + Html.escape(event) + "</pre>\n");
        return body.content(sentence(alert), Optional.empty());
    }

    private static String sentence(Alert alert) {
        DockerEvent event = alert.event();
        String found = event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS
                ? " The connection to Docker was lost; this was found afterwards by the container's state."
                : "";
        String memory = alert.context().outOfMemory() && event.action().equals("die") ? " It ran out of memory." : "";
        return cell(MailSubject.describe(event) + " on " + alert.hostLabel() + ".") + memory + found;
    }

    private static Map<String, String> facts(Alert alert, ZoneId zone) {
        DockerEvent event = alert.event();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Host", alert.hostLabel());
        facts.put("Time", TIME.format(event.time().atZone(zone)));
        facts.put("Event", event.type() + " " + event.action());
        facts.put("Name", event.attribute("name"));
        facts.put("Image", event.attribute("image"));
        facts.put("Exit code", event.attribute("exitCode"));
        facts.put("Signal", event.attribute("signal"));
        facts.put("Service", event.attribute("service"));
        facts.put("Since", since(event, zone));
        facts.put("Duration", event.attribute("duration"));
        facts.put("Compose project", event.attribute(ContainerLabels.COMPOSE_PROJECT));
        facts.put("Compose service", event.attribute(ContainerLabels.COMPOSE_SERVICE));
        alert.context().verdict().ifPresent(verdict -> {
            facts.put("Image policy", verdict.summary());
            facts.put("Remedy", verdict.remedy());
        });
        alert.context().build().ifPresent(build -> {
            facts.put("Build", build.displayName());
            facts.put(BUILD_PAGE, build.url().orElse(""));
            facts.put("Started by", build.startedBy().orElse(""));
            facts.put("Node", build.node().orElse(""));
        });
        facts.values().removeIf(String::isEmpty);
        facts.put("ID", event.actorId());
        facts.put(alert.rules().size() == 1 ? "Rule" : "Rules", String.join("; ", alert.rules()));
        facts.replaceAll((label, value) -> label.equals(BUILD_PAGE) ? value : cell(value));
        return facts;
    }

    /** Returns since when something is wrong with a service or host; empty for other events. */
    private static String since(DockerEvent event, ZoneId zone) {
        try {
            return TIME.format(Instant.parse(event.attribute("since")).atZone(zone));
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private static String cell(String text) {
        return SafeText.abbreviate(text, LONGEST_CELL);
    }

    /** Returns the mail about several alerts, or about a group: a sentence, one line per alert, the events attached. */
    public static MailContent summary(PendingMessage pending, ZoneId zone) {
        List<Alert> alerts = pending.alerts();
        List<List<String>> rows = alerts.stream()
                .limit(MOST_LINES)
                .map(alert -> summaryRow(alert, zone))
                .toList();
        MailBody body = new MailBody();
        rows.forEach(row -> body.add(String.join("  ", row) + "\n", ""));
        boolean several = pending.total() > 1;
        long more = pending.total() - rows.size();
        String footer = (more > 0 ? "\n… and " + more + " more" : "")
                + (several ? "\nThe attached file contains the events, one JSON object per line.\n" : "\n");
        body.htmlTable(List.of(), rows).add(footer, "<p>" + Html.escape(footer.strip()) + "</p>\n");
        return body.content(
                summaryCell(MailSubject.headline(pending, zone) + " on "
                        + alerts.get(0).hostLabel() + "."),
                several ? attachment(alerts) : Optional.empty());
    }

    private static List<String> summaryRow(Alert alert, ZoneId zone) {
        DockerEvent event = alert.event();
        return List.of(
                SUMMARY_TIME.format(event.time().atZone(zone)),
                summaryCell(alert.hostLabel()),
                summaryCell(MailSubject.describeWithImage(event) + (event.isPlanned() ? " (planned)" : "")));
    }

    private static String summaryCell(String text) {
        return SafeText.abbreviate(text, LONGEST_SUMMARY_CELL);
    }

    /** Returns the events, one JSON object per line, up to the largest size; empty if none fits. */
    private static Optional<String> attachment(List<Alert> alerts) {
        StringBuilder lines = new StringBuilder();
        for (Alert alert : alerts) {
            String json = SafeText.lines(alert.event().toString());
            if (lines.length() + json.length() > LONGEST_ATTACHMENT) {
                break;
            }
            lines.append(json).append('\n');
        }
        return Optional.of(lines.toString()).filter(text -> !text.isEmpty());
    }
}
