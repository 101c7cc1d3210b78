package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.message.MailBody;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.text.Html;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import io.jenkins.plugins.dockereventwatch.update.advice.Advice;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceText;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateCommands;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Composes the mails of one date of the schedule: the decision first, then the packages. */
record ReminderMail(Occasion occasion, ReminderLinks links) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    /** A date of the schedule, how many weeks before were left out, and when the next reminder is due, for people. */
    record Occasion(IsoWeek week, Instant dueAt, boolean late, int skipped, String next, ZoneId zone) {}

    /** The weekly reminder of one host. */
    Notice weekly(HostResult host, HostState state) {
        return notice(host.host(), "reminder", subject(host, state), weekly(new MailBody(), host, state));
    }

    /** The mail to the escalation recipients for a host with missed weeks. */
    Notice escalation(HostResult host, HostState state) {
        MailBody body = new MailBody()
                .line("You receive this mail because the updates of " + host.host() + " have not been installed for "
                        + weeks(state.missed(occasion.week())) + ".")
                .gap();
        return notice(host.host(), "escalation", "[escalation] " + subject(host, state), weekly(body, host, state));
    }

    /** One mail for all hosts. Hosts with nothing to do have one line. */
    Notice digest(List<HostResult> hosts, List<HostState> states) {
        MailBody body = new MailBody();
        MailBody details = new MailBody();
        lateness(body);
        int busy = 0;
        for (int i = 0; i < hosts.size(); i++) {
            HostResult host = hosts.get(i);
            HostState state = states.get(i);
            body.line(host.host() + ": " + decision(host) + missed(state));
            if (!host.isNothingToDo()) {
                busy++;
                details(details.section(host.host()), host, state);
                links(details, host);
            }
        }
        body.append(details).gap().line("Next reminder: " + occasion.next());
        String subject = (busy == 0 ? "[updates] nothing to do on " : "[updates] something to do on " + busy + " of ")
                + hosts.size() + (hosts.size() == 1 ? " host" : " hosts") + ", " + occasion.week();
        return notice(HostStateRepository.DIGEST, "reminder", subject, body);
    }

    /** The mail about hotfixes that were not mailed before. */
    static Notice hotfix(HostAdvice advice, List<UpdateAdvice> hotfixes, ZoneId zone) {
        String host = advice.reading().host();
        int count = hotfixes.size();
        String names =
                hotfixes.stream().limit(5).map(one -> one.update().name()).collect(Collectors.joining(", "));
        MailBody body = new MailBody().line("Install now, without waiting for the weekly reminder:");
        List<String> lines = hotfixes.stream()
                .map(one -> one.update().name() + ' ' + AdviceText.versions(one.update()))
                .toList();
        lines.forEach(line -> body.add("  " + SafeText.abbreviate(line, 500) + "\n", ""));
        body.htmlList(lines).gap();
        advice(body, advice, zone);
        commands(body, advice);
        String subject = "[" + host + "] [HOTFIX now] " + count + (count == 1 ? " hotfix: " : " hotfixes: ") + names
                + (count > 5 ? ", …" : "");
        // The key is random because the mail is unique: each version is mailed once.
        return keyed(UUID.randomUUID().toString(), host, subject, body);
    }

    private Notice notice(String host, String kind, String subject, MailBody body) {
        return keyed(host + " " + occasion.week() + " " + kind, host, subject, body);
    }

    private static Notice keyed(String key, String host, String subject, MailBody body) {
        return new Notice(key, host, subject, body.text(), body.html(subject));
    }

    private MailBody weekly(MailBody body, HostResult host, HostState state) {
        lateness(body);
        details(body, host, state);
        links(body, host);
        return body.line("Next reminder: " + occasion.next());
    }

    private void lateness(MailBody body) {
        if (occasion.late()) {
            body.line(
                    "This reminder is late: it was due on " + time(occasion.dueAt()) + ", when no watch was running.");
        }
        if (occasion.skipped() > 0) {
            body.line("No reminder was sent in the "
                    + (occasion.skipped() == 1 ? "week" : occasion.skipped() + " weeks") + " before.");
        }
    }

    private void links(MailBody body, HostResult host) {
        List<ReminderLinks.Link> shown = links.of(host.host(), occasion.week());
        shown.forEach(link -> body.link(link.label(), link.address()));
        if (!shown.isEmpty()) {
            body.gap();
        }
    }

    private String subject(HostResult host, HostState state) {
        StringBuilder subject = new StringBuilder("[" + host.host() + "] ");
        host.advice().ifPresent(advice -> {
            if (!host.hotfixes().isEmpty()) {
                subject.append("[HOTFIX now] ");
            }
            if (advice.reading().boot().reboot().need() == Reboot.Need.YES) {
                subject.append("[reboot required] ");
            }
            if (!advice.with(Advice.HELD).isEmpty()) {
                subject.append("[on hold] ");
            }
        });
        return subject + "updates: " + decision(host) + missed(state);
    }

    private String decision(HostResult host) {
        return host.advice()
                .map(advice -> advice.decision())
                .orElseGet(() -> "unknown: " + host.failure().orElse("not read"));
    }

    private String missed(HostState state) {
        int missed = state.missed(occasion.week());
        return missed == 0 ? "" : "; not installed for " + weeks(missed);
    }

    private static String weeks(int count) {
        return count == 1 ? "1 week" : count + " weeks";
    }

    private void details(MailBody body, HostResult host, HostState state) {
        int missed = state.missed(occasion.week());
        if (missed > 0) {
            body.line("The updates requested " + weeks(missed) + " ago are not installed yet.");
        }
        if (host.advice().isPresent()) {
            advice(body, host.advice().get(), occasion.zone());
        } else {
            body.line("Cannot determine the pending updates of " + host.host() + ": "
                            + host.failure().orElse(""))
                    .line("This does not mean that there is nothing to do.");
            state.reading().lastRead().ifPresent(last -> body.line("Last successful reading: " + time(last)));
        }
        state.answer()
                .lastDone()
                .ifPresent(done -> body.line("Last done: " + time(done) + " ("
                        + state.answer().doneBy().orElse("") + ")"));
        host.advice().ifPresent(advice -> commands(body, advice));
    }

    private static void advice(MailBody body, HostAdvice advice, ZoneId zone) {
        AdviceText text = new AdviceText(advice, zone);
        body.add(text.text(), "<p><strong>" + Html.escape(advice.decision()) + "</strong></p>\n")
                .htmlList(advice.warnings());
        for (Advice kind : Advice.values()) {
            List<UpdateAdvice> updates = advice.with(kind);
            if (!updates.isEmpty()) {
                body.add("", "<h2>" + kind.heading() + " (" + updates.size() + ")</h2>\n")
                        .htmlTable(
                                List.of("Package", "Version", "From", "Why"),
                                updates.stream().map(ReminderMail::row).toList());
            }
        }
        body.htmlFacts(text.facts());
    }

    private static List<String> row(UpdateAdvice advice) {
        PendingUpdate update = advice.update();
        String until = advice.until().map(day -> "until " + day + ": ").orElse("");
        return List.of(update.name(), AdviceText.versions(update), update.origin(), until + advice.rule());
    }

    private static void commands(MailBody body, HostAdvice advice) {
        List<String> commands = UpdateCommands.of(advice);
        if (!commands.isEmpty()) {
            body.gap()
                    .commands("To install the updates that are due:", commands)
                    .gap();
        }
    }

    private String time(Instant time) {
        return TIME.format(time.atZone(occasion.zone()));
    }
}
