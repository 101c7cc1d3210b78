package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import io.jenkins.plugins.dockereventwatch.update.advice.Advice;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceText;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateAdvice;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A reminder as it is mailed: the decision first, then the packages.
 */
final class ReminderMail {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    private ReminderMail() {}

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

        void say(ReminderBody body) {
            if (late) {
                body.line("This reminder was due on " + TIME.format(dueAt.atZone(zone))
                        + " and is late: nothing ran then.");
            }
            if (missed > 0) {
                body.line("No reminder went out in " + (missed == 1 ? "the week" : missed + " weeks") + " before.");
            }
        }

        void sayNext(ReminderBody body) {
            body.line("Next reminder: " + next);
        }
    }

    /** The weekly reminder of one host. */
    static Notice weekly(HostResult host, HostState state, Occasion occasion, ReminderLinks links) {
        return weekly(new ReminderBody(), host, state, occasion, links)
                .notice(key(host.host(), occasion, "reminder"), host.host(), subject(host, state, occasion));
    }

    private static ReminderBody weekly(
            ReminderBody body, HostResult host, HostState state, Occasion occasion, ReminderLinks links) {
        occasion.say(body);
        say(body, host, state, occasion);
        body.links(links.of(host.host(), occasion.week()));
        occasion.sayNext(body);
        return body;
    }

    /** To the second address, for a host of which some weeks were missed. */
    static Notice escalation(HostResult host, HostState state, Occasion occasion, ReminderLinks links) {
        ReminderBody body = new ReminderBody()
                .line("You get this because the updates of " + host.host() + " have not been done for "
                        + weeks(state.missed(occasion.week())) + ".")
                .gap();
        return weekly(body, host, state, occasion, links)
                .notice(
                        key(host.host(), occasion, "escalation"),
                        host.host(),
                        "[escalation] " + subject(host, state, occasion));
    }

    /** Hotfixes that were not mailed before. */
    static Notice hotfix(HostAdvice advice, List<UpdateAdvice> fresh, ZoneId zone) {
        String host = advice.reading().host();
        List<String> names =
                fresh.stream().limit(5).map(one -> one.update().name()).toList();
        return new ReminderBody()
                .line("Install now, do not wait for the weekly round:")
                .packages(fresh)
                .gap()
                .advice(advice, zone)
                .commands(advice)
                // Each version is mailed once, so that each mail is another.
                .notice(
                        UUID.randomUUID().toString(),
                        host,
                        "[" + host + "] [HOTFIX now] " + fresh.size()
                                + (fresh.size() == 1 ? " hotfix: " : " hotfixes: ") + String.join(", ", names)
                                + (fresh.size() > 5 ? ", …" : ""));
    }

    /** One mail for all hosts: those with nothing to do have one line. */
    static Notice digest(List<HostResult> hosts, List<HostState> states, Occasion occasion, ReminderLinks links) {
        long busy = hosts.stream().filter(host -> !host.isNothingToDo()).count();
        ReminderBody body = new ReminderBody();
        ReminderBody busyOnes = new ReminderBody();
        occasion.say(body);
        for (int i = 0; i < hosts.size(); i++) {
            HostResult host = hosts.get(i);
            HostState state = states.get(i);
            body.line(host.host() + ": " + decision(host, occasion.zone()) + missed(state, occasion.week()));
            if (!host.isNothingToDo()) {
                say(busyOnes.host(host.host()), host, state, occasion);
                busyOnes.links(links.of(host.host(), occasion.week()));
            }
        }
        occasion.sayNext(body.append(busyOnes).gap());
        String subject = "[updates] " + (busy == 0 ? "nothing to do on " : "something to do on " + busy + " of ")
                + hosts.size() + (hosts.size() == 1 ? " host" : " hosts") + ", " + occasion.week();
        return body.notice(key(HostStateRepository.DIGEST, occasion, "reminder"), HostStateRepository.DIGEST, subject);
    }

    private static String key(String host, Occasion occasion, String kind) {
        return host + " " + occasion.week() + " " + kind;
    }

    private static String subject(HostResult host, HostState state, Occasion occasion) {
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

    private static String decision(HostResult host, ZoneId zone) {
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

    private static void say(ReminderBody body, HostResult host, HostState state, Occasion occasion) {
        int missed = state.missed(occasion.week());
        if (missed > 0) {
            body.line("What was asked for " + weeks(missed) + " ago is not done yet.");
        }
        if (host.advice().isPresent()) {
            body.advice(host.advice().get(), occasion.zone());
        } else {
            body.line("What " + host.host() + " waits for cannot be told: "
                            + host.failure().orElse(""))
                    .line("That is no sign that there is nothing to do.");
            state.lastRead()
                    .ifPresent(last ->
                            body.line("It was last read on " + TIME.format(last.atZone(occasion.zone())) + "."));
        }
        state.lastDone()
                .ifPresent(done -> body.line("Last done: " + TIME.format(done.atZone(occasion.zone())) + " ("
                        + state.doneBy().orElse("") + ")"));
        host.advice().ifPresent(body::commands);
    }
}
