package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.advice.Advice;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceText;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateCommands;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A mail's body, written as text and as HTML at once. */
final class ReminderBody {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    /** A sentence in a line of its own. */
    ReminderBody line(String sentence) {
        text.append(sentence).append('\n');
        html.append("<p>").append(Html.escape(sentence)).append("</p>\n");
        return this;
    }

    /** An empty line; in HTML paragraphs stand apart anyway. */
    ReminderBody gap() {
        text.append('\n');
        return this;
    }

    /** Begins what is about one host of several. */
    ReminderBody host(String name) {
        text.append("\n==== ").append(name).append(" ====\n\n");
        html.append("<hr>\n<h2>").append(Html.escape(name)).append("</h2>\n");
        return this;
    }

    /** Packages and their versions alone. */
    ReminderBody packages(List<UpdateAdvice> updates) {
        html.append("<ul>\n");
        for (UpdateAdvice one : updates) {
            String line = SafeText.abbreviate(one.update().name() + ' ' + AdviceText.versions(one.update()), 500);
            text.append("  ").append(line).append('\n');
            html.append("<li>").append(Html.escape(line)).append("</li>\n");
        }
        html.append("</ul>\n");
        return this;
    }

    /** What to do on a host, and what is known of it. */
    ReminderBody advice(HostAdvice advice, ZoneId zone) {
        AdviceText words = new AdviceText(advice, zone);
        text.append(words.text());
        html.append("<p><strong>").append(Html.escape(words.decision())).append("</strong></p>\n");
        if (!advice.warnings().isEmpty()) {
            html.append("<ul>\n");
            advice.warnings()
                    .forEach(warning -> html.append("<li>")
                            .append(Html.escape(SafeText.abbreviate(warning, 1000)))
                            .append("</li>\n"));
            html.append("</ul>\n");
        }
        for (Advice kind : Advice.values()) {
            table(AdviceText.heading(kind), advice.with(kind));
        }
        html.append("<table>\n");
        words.facts()
                .forEach((name, value) -> html.append("<tr><th>")
                        .append(Html.escape(name))
                        .append("</th><td>")
                        .append(Html.escape(SafeText.abbreviate(value, 500)))
                        .append("</td></tr>\n"));
        html.append("</table>\n");
        return this;
    }

    private void table(String heading, List<UpdateAdvice> updates) {
        if (updates.isEmpty()) {
            return;
        }
        html.append("<h2>")
                .append(Html.escape(heading + " (" + updates.size() + ")"))
                .append("</h2>\n<table>\n<tr><th>Package</th><th>Version</th><th>From</th><th>Why</th></tr>\n");
        for (UpdateAdvice one : updates) {
            PendingUpdate update = one.update();
            String until = one.until()
                    .map(LocalDate::toString)
                    .map(day -> "until " + day + ": ")
                    .orElse("");
            html.append("<tr>");
            for (String cell :
                    List.of(update.name(), AdviceText.versions(update), update.origin(), until + one.rule())) {
                html.append("<td>")
                        .append(Html.escape(SafeText.abbreviate(cell, 1000)))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    /** The commands that install what is due now; nothing where there is nothing to install. */
    ReminderBody commands(HostAdvice advice) {
        List<String> commands = UpdateCommands.of(advice);
        if (!commands.isEmpty()) {
            text.append("\nTo install what is due now:\n  ")
                    .append(String.join("\n  ", commands))
                    .append("\n\n");
            html.append("<p>To install what is due now:</p>\n<pre>")
                    .append(Html.escape(String.join("\n", commands)))
                    .append("</pre>\n");
        }
        return this;
    }

    /** Links to answer by. */
    ReminderBody links(List<ReminderLinks.Link> links) {
        for (ReminderLinks.Link link : links) {
            text.append(link.label()).append(":\n  ").append(link.address()).append('\n');
            html.append("<p>")
                    .append(Html.link(link.label(), link.address().toString()))
                    .append("</p>\n");
        }
        return links.isEmpty() ? this : gap();
    }

    /** All that another body says. */
    ReminderBody append(ReminderBody other) {
        text.append(other.text);
        html.append(other.html);
        return this;
    }

    /** The mail. */
    Notice notice(String key, String host, String subject) {
        return new Notice(key, host, subject, text.toString(), Optional.of(Html.page(subject, html.toString())));
    }
}
