package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The mail about several alerts, or about a group as a whole: a sentence, one line per alert, the events attached. */
public final class SummaryMail {

    private static final int LONGEST_CELL = 300;
    private static final int MOST_LINES = 100;
    private static final int LONGEST_ATTACHMENT = 4 << 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss xxx", Locale.ENGLISH);

    private final PendingMessage pending;
    private final List<Alert> shown;
    private final ZoneId zone;

    private SummaryMail(PendingMessage pending, ZoneId zone) {
        this.pending = pending;
        this.shown = pending.alerts()
                .subList(0, Math.min(MOST_LINES, pending.alerts().size()));
        this.zone = zone;
    }

    /**
     * Returns the body as text and as HTML, with the events attached if there are several alerts.
     *
     * @param zone the zone of times in the text
     */
    public static MailContent content(PendingMessage pending, ZoneId zone) {
        SummaryMail mail = new SummaryMail(pending, zone);
        return new MailContent(Optional.of(mail.text()), Optional.of(mail.html()), mail.attachment());
    }

    private String heading() {
        return cell(MailSubject.headline(pending) + " on " + shown.get(0).hostLabel() + ".");
    }

    private String text() {
        StringBuilder text = new StringBuilder(heading()).append("\n\n");
        for (Alert alert : shown) {
            text.append(time(alert))
                    .append("  ")
                    .append(cell(alert.hostLabel()))
                    .append("  ");
            text.append(description(alert)).append('\n');
        }
        return text.append(footer()).toString();
    }

    private String html() {
        StringBuilder html = new StringBuilder("<table>\n");
        for (Alert alert : shown) {
            html.append("<tr><td>")
                    .append(Html.escape(time(alert)))
                    .append("</td><td>")
                    .append(Html.escape(cell(alert.hostLabel())))
                    .append("</td><td>")
                    .append(Html.escape(description(alert)))
                    .append("</td></tr>\n");
        }
        html.append("</table>\n<p>").append(Html.escape(footer().strip())).append("</p>\n");
        return Html.page(heading(), html.toString());
    }

    private String footer() {
        long more = pending.total() - shown.size();
        return (more > 0 ? "\n… and " + more + " more" : "")
                + (hasAttachment() ? "\nThe attached file contains the events, one JSON object per line.\n" : "\n");
    }

    private String time(Alert alert) {
        return TIME.format(alert.event().time().atZone(zone));
    }

    private static String description(Alert alert) {
        return cell(
                MailSubject.describeWithImage(alert.event()) + (alert.event().isPlanned() ? " (planned)" : ""));
    }

    private static String cell(String text) {
        return SafeText.abbreviate(text, LONGEST_CELL);
    }

    private boolean hasAttachment() {
        return pending.total() > 1;
    }

    /** The events, one JSON object per line, up to the largest size. */
    private Optional<String> attachment() {
        StringBuilder lines = new StringBuilder();
        if (hasAttachment()) {
            for (Alert alert : pending.alerts()) {
                String json = alert.event().json().toString();
                if (lines.length() + json.length() > LONGEST_ATTACHMENT) {
                    break;
                }
                lines.append(json).append('\n');
            }
        }
        return Optional.of(lines.toString()).filter(text -> !text.isEmpty());
    }
}
