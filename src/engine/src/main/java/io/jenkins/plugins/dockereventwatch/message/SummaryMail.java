package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.HeaderText;
import io.jenkins.plugins.dockereventwatch.text.Html;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The mail that tells of several alerts, or of more than its alerts' own words: a sentence, then a line an alert. */
public final class SummaryMail {

    private static final int LONGEST_CELL = 300;
    private static final int LINES = 100;
    private static final int LONGEST_ATTACHMENT = 4 << 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss xxx", Locale.ENGLISH);

    private final PendingMessage parcel;
    private final Alert first;
    private final ZoneId zone;

    public SummaryMail(PendingMessage parcel, ZoneId zone) {
        this.parcel = parcel;
        this.first = parcel.alerts().get(0);
        this.zone = zone;
    }

    /** {@code web died with exit code 1, and 39 more}; without the host. */
    static String headline(PendingMessage parcel) {
        DockerEvent event = parcel.alerts().get(0).event();
        String own = EventDescription.subject(event) + " " + EventDescription.predicate(event);
        return parcel.headline()
                .orElseGet(() -> parcel.total() == 1 ? own : own + ", and " + (parcel.total() - 1) + " more");
    }

    /** {@code [docker-01] web died with exit code 1, and 39 more}. */
    public String subject() {
        return "[" + first.hostLabel() + "] " + headline(parcel);
    }

    private String heading() {
        return cell(headline(parcel) + " on " + first.hostLabel() + ".");
    }

    /** The text part. */
    public String text() {
        StringBuilder text = new StringBuilder(heading()).append("\n\n");
        shown().forEach(alert -> text.append(line(alert)).append('\n'));
        return text.append(rest()).toString();
    }

    /** The HTML part. */
    public String html() {
        StringBuilder html = new StringBuilder("<table>\n");
        for (Alert alert : shown()) {
            html.append("<tr><td>")
                    .append(Html.escape(time(alert)))
                    .append("</td><td>")
                    .append(Html.escape(cell(alert.hostLabel())))
                    .append("</td><td>")
                    .append(Html.escape(what(alert)))
                    .append("</td></tr>\n");
        }
        html.append("</table>\n<p>").append(Html.escape(rest().strip())).append("</p>\n");
        return Html.page(heading(), html.toString());
    }

    private List<Alert> shown() {
        return parcel.alerts().subList(0, Math.min(LINES, parcel.alerts().size()));
    }

    private String rest() {
        long more = parcel.total() - shown().size();
        return (more > 0 ? "\n… and " + more + " more" : "")
                + (hasAttachment() ? "\nThe events are in the attached file, one JSON object a line.\n" : "\n");
    }

    private String line(Alert alert) {
        return time(alert) + "  " + cell(alert.hostLabel()) + "  " + what(alert);
    }

    private String time(Alert alert) {
        return TIME.format(alert.event().time().atZone(zone));
    }

    private static String what(Alert alert) {
        DockerEvent event = alert.event();
        String image = event.attribute("image");
        return cell(EventDescription.subject(event) + " " + EventDescription.predicate(event)
                + (image.isEmpty() ? "" : " (" + image + ")")
                + (event.isPlanned() ? ", as it was asked to" : ""));
    }

    private static String cell(String text) {
        return HeaderText.cut(text, LONGEST_CELL);
    }

    private boolean hasAttachment() {
        return parcel.total() > 1;
    }

    /** The events, one JSON object a line, as far as they fit; empty where there is only one. */
    public String attachment() {
        StringBuilder lines = new StringBuilder();
        if (hasAttachment()) {
            for (Alert alert : parcel.alerts()) {
                String json = alert.event().json().toString();
                if (lines.length() + json.length() > LONGEST_ATTACHMENT) {
                    break;
                }
                lines.append(json).append('\n');
            }
        }
        return lines.toString();
    }
}
