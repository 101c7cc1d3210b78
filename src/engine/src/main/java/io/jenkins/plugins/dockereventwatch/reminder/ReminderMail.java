package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.update.Advice;
import io.jenkins.plugins.dockereventwatch.update.AdviceText;
import io.jenkins.plugins.dockereventwatch.update.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import io.jenkins.plugins.dockereventwatch.update.UpdateAdvice;
import io.jenkins.plugins.dockereventwatch.update.UpdateCommands;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A reminder as it is mailed: the decision first, then the packages.
 *
 * @param subject in one line
 * @param text the body
 */
record ReminderMail(String subject, String text) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    /**
     * What a weekly reminder says besides.
     *
     * @param week its week
     * @param dueAt when it was due
     * @param late whether nothing ran then
     * @param missed weeks in which no reminder could go out, before this one
     * @param next when the next one is due, in words
     * @param zone for times
     */
    record Occasion(IsoWeek week, Instant dueAt, boolean late, int missed, String next, ZoneId zone) {

        String words() {
            StringBuilder words = new StringBuilder();
            if (late) {
                words.append("This reminder was due on ")
                        .append(TIME.format(dueAt.atZone(zone)))
                        .append(" and is late: nothing ran then.\n");
            }
            if (missed > 0) {
                words.append("No reminder went out in ")
                        .append(missed == 1 ? "the week" : missed + " weeks")
                        .append(" before.\n");
            }
            return words.toString();
        }
    }

    /** The weekly reminder of one host. */
    static ReminderMail weekly(HostOutcome host, HostState state, Occasion occasion, ReminderLinks links) {
        return new ReminderMail(
                subject(host, state, occasion),
                occasion.words()
                        + body(host, state, occasion.week(), occasion.zone())
                        + answers(host.host(), occasion.week(), links)
                        + "Next reminder: " + occasion.next() + "\n");
    }

    /** To the second address, for a host of which some weeks were missed. */
    static ReminderMail escalation(HostOutcome host, HostState state, Occasion occasion, ReminderLinks links) {
        ReminderMail weekly = weekly(host, state, occasion, links);
        int missed = state.missed(occasion.week());
        return new ReminderMail(
                "[escalation] " + weekly.subject(),
                "You get this because the updates of " + host.host() + " have not been done for " + weeks(missed)
                        + ".\n\n" + weekly.text());
    }

    /** Hotfixes that were not mailed before. */
    static ReminderMail hotfix(HostAdvice advice, List<UpdateAdvice> fresh, ZoneId zone) {
        String host = advice.reading().host();
        StringBuilder text = new StringBuilder("Install now, do not wait for the weekly round:\n");
        fresh.forEach(one -> text.append("  ")
                .append(one.update().name())
                .append(' ')
                .append(AdviceText.versions(one.update()))
                .append('\n'));
        text.append('\n').append(new AdviceText(advice, zone).text()).append(commands(advice));
        return new ReminderMail(
                "[" + host + "] [HOTFIX now] " + fresh.size() + (fresh.size() == 1 ? " hotfix: " : " hotfixes: ")
                        + String.join(
                                ", ",
                                fresh.stream()
                                        .limit(5)
                                        .map(one -> one.update().name())
                                        .toList())
                        + (fresh.size() > 5 ? ", …" : ""),
                text.toString());
    }

    /** One mail for all hosts: those with nothing to do have one line. */
    static ReminderMail digest(
            List<HostOutcome> hosts, List<HostState> states, Occasion occasion, ReminderLinks links) {
        long busy = hosts.stream().filter(host -> !host.isNothingToDo()).count();
        StringBuilder lines = new StringBuilder(occasion.words());
        StringBuilder bodies = new StringBuilder();
        for (int i = 0; i < hosts.size(); i++) {
            HostOutcome host = hosts.get(i);
            HostState state = states.get(i);
            lines.append(host.host())
                    .append(": ")
                    .append(decision(host, occasion.zone()))
                    .append(missed(state, occasion.week()))
                    .append('\n');
            if (!host.isNothingToDo()) {
                bodies.append("\n==== ").append(host.host()).append(" ====\n\n");
                bodies.append(body(host, state, occasion.week(), occasion.zone()));
                bodies.append(answers(host.host(), occasion.week(), links));
            }
        }
        return new ReminderMail(
                "[updates] " + (busy == 0 ? "nothing to do on " : "something to do on " + busy + " of ") + hosts.size()
                        + (hosts.size() == 1 ? " host" : " hosts") + ", " + occasion.week(),
                lines.append(bodies)
                        .append("\nNext reminder: ")
                        .append(occasion.next())
                        .append('\n')
                        .toString());
    }

    private static String subject(HostOutcome host, HostState state, Occasion occasion) {
        StringBuilder subject = new StringBuilder("[" + host.host() + "] ");
        host.advice().ifPresent(advice -> {
            if (!advice.with(Advice.HOTFIX).isEmpty()) {
                subject.append("[HOTFIX now] ");
            }
            if (advice.reading().reboot().need() == Reboot.Need.YES) {
                subject.append("[restart needed] ");
            }
            if (!advice.with(Advice.HELD).isEmpty()) {
                subject.append("[on hold] ");
            }
        });
        return subject.append("updates: ")
                .append(decision(host, occasion.zone()))
                .append(missed(state, occasion.week()))
                .toString();
    }

    private static String decision(HostOutcome host, ZoneId zone) {
        return host.advice()
                .map(advice -> new AdviceText(advice, zone).decision())
                .orElseGet(() -> "cannot tell: " + host.failure().orElse("not read"));
    }

    private static String missed(HostState state, IsoWeek week) {
        int missed = state.missed(week);
        return missed == 0 ? "" : "; not done for " + weeks(missed);
    }

    private static String weeks(int count) {
        return count == 1 ? "1 week" : count + " weeks";
    }

    private static String body(HostOutcome host, HostState state, IsoWeek week, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        int missed = state.missed(week);
        if (missed > 0) {
            text.append("What was asked for ").append(weeks(missed)).append(" ago is not done yet.\n");
        }
        if (host.advice().isPresent()) {
            text.append(new AdviceText(host.advice().get(), zone).text());
        } else {
            text.append("What ")
                    .append(host.host())
                    .append(" waits for cannot be told: ")
                    .append(host.failure().orElse(""))
                    .append("\nThat is no sign that there is nothing to do.\n");
            state.lastRead()
                    .ifPresent(last -> text.append("It was last read on ")
                            .append(TIME.format(last.atZone(zone)))
                            .append(".\n"));
        }
        state.lastDone()
                .ifPresent(done -> text.append("Last done: ")
                        .append(TIME.format(done.atZone(zone)))
                        .append(" (")
                        .append(state.doneBy().orElse(""))
                        .append(")\n"));
        host.advice().ifPresent(advice -> text.append(commands(advice)));
        return text.toString();
    }

    private static String commands(HostAdvice advice) {
        List<String> commands = UpdateCommands.of(advice);
        return commands.isEmpty() ? "" : "\nTo install what is due now:\n  " + String.join("\n  ", commands) + "\n\n";
    }

    private static String answers(String host, IsoWeek week, ReminderLinks links) {
        List<String> lines = links.lines(host, week);
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n\n";
    }
}
