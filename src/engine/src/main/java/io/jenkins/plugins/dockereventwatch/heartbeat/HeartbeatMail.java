package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.outbox.Counter;
import io.jenkins.plugins.dockereventwatch.outbox.Counters;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxReport;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a heartbeat mail says: first whether somebody has to look at something, then the numbers. */
final class HeartbeatMail {

    private static final Duration LATE = Duration.ofMinutes(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    private final Span span;
    private final CronSchedule schedule;
    private final Map<String, HostConnection> hosts;
    private final OutboxReport outbox;
    private final Counters added;

    /** What somebody should look at. */
    private final List<String> attention;

    /**
     * The time that it tells of.
     *
     * @param from the last heartbeat's
     * @param due when this one was due
     * @param now when it is written
     */
    record Span(Instant from, Instant due, Instant now) {}

    /**
     * Prepares it.
     *
     * @param hosts those that are followed, by name
     * @param outbox how it stands now
     * @param added what was counted in the span
     */
    HeartbeatMail(
            Span span, CronSchedule schedule, Map<String, HostConnection> hosts, OutboxReport outbox, Counters added) {
        this.span = span;
        this.schedule = schedule;
        this.hosts = hosts;
        this.outbox = outbox;
        this.added = added;
        this.attention = attention();
    }

    Notice notice() {
        HeartbeatPage page = new HeartbeatPage(verdict());
        page.lines(attention);
        page.line("From " + time(span.from) + " to " + time(span.now) + " (" + schedule.zone() + "):");
        page.table(List.of("Host", "Events", "Alerts", "Of them not sent", "Followed"), hostRows());
        page.table(List.of("Notifier", "Delivered", "Given up", "Waiting"), notifierRows());
        if (!outbox.failures().isEmpty()) {
            page.line("Given up (the last " + outbox.failures().size() + "):");
            page.table(
                    List.of("When", "Notifier", "Why"),
                    outbox.failures().stream()
                            .map(failure -> List.of(time(failure.at()), failure.notifier(), failure.trouble()))
                            .toList());
        }
        if (span.due.plus(LATE).isBefore(span.now)) {
            page.line("This mail was due on " + time(span.due) + " and is late: nothing ran then.");
        }
        page.line("The next one is due on "
                + schedule.next(span.now).map(this::time).orElse("no day any more")
                + ". If it does not come, nobody watches: look after the program.");
        return new Notice("heartbeat " + span.due, "", "[Docker Event Watch] " + subject(), page.text(), page.html());
    }

    private String subject() {
        String numbers = count(hosts.size(), "host") + ", " + count(added.sum(Counter.EVENTS), "event") + ", "
                + count(added.sum(Counter.ALERTS), "alert") + ", " + count(added.sum(Counter.SENT), "message")
                + " delivered";
        return verdict() + ": " + numbers;
    }

    private String verdict() {
        int troubles = attention.size();
        return troubles == 0 ? "All is well" : troubles + (troubles == 1 ? " thing needs" : " things need") + " a look";
    }

    private List<String> attention() {
        List<String> lines = new ArrayList<>();
        hosts.forEach((name, host) -> {
            if (!host.connected()) {
                lines.add(name + " is not connected since " + time(host.since())
                        + host.trouble().map(trouble -> ": " + trouble).orElse("."));
            } else if (added.of(Counter.EVENTS, name) == 0) {
                lines.add(name + " had no event at all. Is that as it should be?");
            }
        });
        if (hosts.isEmpty()) {
            lines.add("No host is followed.");
        }
        for (String host : added.names(Counter.GAPS)) {
            lines.add(host + ": its engine did not tell all that had happened, "
                    + count(added.of(Counter.GAPS, host), "time")
                    + ". Containers that ended meanwhile were found by their states, unless they were removed.");
        }
        for (String notifier : added.names(Counter.FAILED)) {
            lines.add(notifier + ": " + count(added.of(Counter.FAILED, notifier), "message") + " given up.");
        }
        outbox.held()
                .forEach((notifier, number) ->
                        lines.add(notifier + ": " + count(number, "message") + " could not be sent yet."));
        return lines;
    }

    private List<List<String>> hostRows() {
        Set<String> names = new TreeSet<>(hosts.keySet());
        names.addAll(added.names(Counter.EVENTS, Counter.ALERTS));
        return names.stream()
                .map(name -> List.of(
                        name,
                        number(added.of(Counter.EVENTS, name)),
                        number(added.of(Counter.ALERTS, name)),
                        number(added.of(Counter.UNSENT, name)),
                        followed(name)))
                .toList();
    }

    private String followed(String name) {
        HostConnection host = hosts.get(name);
        return host == null ? "not any more" : (host.connected() ? "since " : "not since ") + time(host.since());
    }

    private List<List<String>> notifierRows() {
        Set<String> names = new TreeSet<>(added.names(Counter.SENT, Counter.FAILED));
        names.addAll(outbox.waiting().keySet());
        return names.stream()
                .map(name -> List.of(
                        name,
                        number(added.of(Counter.SENT, name)),
                        number(added.of(Counter.FAILED, name)),
                        number(outbox.waiting().getOrDefault(name, 0L))))
                .toList();
    }

    private String time(Instant time) {
        ZoneId zone = schedule.zone();
        return TIME.format(time.atZone(zone));
    }

    private static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    private static String count(long number, String what) {
        return number(number) + " " + what + (number == 1 ? "" : "s");
    }
}
