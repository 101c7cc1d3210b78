package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.message.MailBody;
import io.jenkins.plugins.dockereventwatch.outbox.Counter;
import io.jenkins.plugins.dockereventwatch.outbox.Counters;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxReport;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.WatchHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Composes a heartbeat mail: first what requires attention, then the numbers of the period. */
final class HeartbeatMail {

    private static final Duration LATE = Duration.ofMinutes(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    private final Period period;
    private final CronSchedule schedule;
    private final WatchHealth health;
    private final Map<String, HostStatus> hosts;
    private final OutboxReport outbox;
    private final Counters added;

    /**
     * The period of a heartbeat.
     *
     * @param from when the last heartbeat was written
     * @param due when this one was due
     * @param now when it is written
     */
    record Period(Instant from, Instant due, Instant now) {}

    /** @param added what was counted in the period */
    HeartbeatMail(Period period, CronSchedule schedule, WatchHealth health, OutboxReport outbox, Counters added) {
        this.period = period;
        this.schedule = schedule;
        this.health = health;
        this.hosts = health.hosts();
        this.outbox = outbox;
        this.added = added;
    }

    Notice notice() {
        List<String> problems = problems();
        String verdict = problems.isEmpty() ? "OK" : count(problems.size(), "problem");
        MailBody body = new MailBody();
        body.add(verdict + ".\n\n", "").list(problems);
        if (!problems.isEmpty()) {
            body.gap();
        }
        body.line(time(period.from) + " to " + time(period.now) + " (" + schedule.zone() + "):")
                .gap();
        table(body, List.of("Host", "Events", "Alerts", "Suppressed", "Connection"), hostRows());
        table(body, List.of("Notifier", "Delivered", "Failed", "Waiting"), notifierRows());
        if (!outbox.failures().isEmpty()) {
            body.line("Failed messages (last " + outbox.failures().size() + "):")
                    .gap();
            table(
                    body,
                    List.of("Time", "Notifier", "Reason"),
                    outbox.failures().stream()
                            .map(failure -> List.of(time(failure.at()), failure.notifier(), failure.error()))
                            .toList());
        }
        if (period.due.plus(LATE).isBefore(period.now)) {
            body.line("This mail is late: it was due on " + time(period.due) + ", when no watch was running.")
                    .gap();
        }
        body.line("Next heartbeat: " + schedule.next(period.now).map(this::time).orElse("none")
                + ". If it does not arrive, the watch is not running.");
        String subject = "[Docker Event Watch] " + verdict + ": " + numbers();
        return new Notice("heartbeat " + period.due, "", subject, body.text(), body.html(verdict));
    }

    private static void table(MailBody body, List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            body.table(header, rows).gap();
        }
    }

    private String numbers() {
        return count(hosts.size(), "host") + ", " + count(added.sum(Counter.EVENTS), "event") + ", "
                + count(added.sum(Counter.ALERTS), "alert") + ", " + count(added.sum(Counter.SENT), "message")
                + " delivered";
    }

    private List<String> problems() {
        List<String> lines = new ArrayList<>();
        hosts.forEach((name, host) -> {
            if (!host.connected()) {
                lines.add(name + " has been disconnected since " + time(host.since())
                        + (host.trouble() == null ? "." : ": " + host.trouble()));
            } else if (added.of(Counter.EVENTS, name) == 0) {
                lines.add(name + " sent no events. Check whether this is expected.");
            }
        });
        health.errors().forEach((thread, error) -> lines.add("Thread " + thread + ": " + error + "."));
        if (hosts.isEmpty()) {
            lines.add("No hosts are watched.");
        }
        for (String host : added.names(Counter.GAPS)) {
            lines.add(host + ": the Docker Engine did not provide all events of "
                    + count(added.of(Counter.GAPS, host), "outage")
                    + ". Containers that ended meanwhile were found by their state, unless they were removed.");
        }
        for (String notifier : added.names(Counter.FAILED)) {
            lines.add(notifier + ": " + count(added.of(Counter.FAILED, notifier), "message") + " failed.");
        }
        outbox.held()
                .forEach((notifier, number) ->
                        lines.add(notifier + ": " + count(number, "message") + " waiting for a retry."));
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
                        number(added.of(Counter.SUPPRESSED, name)),
                        connection(name)))
                .toList();
    }

    private String connection(String name) {
        HostStatus host = hosts.get(name);
        return host == null
                ? "no longer watched"
                : (host.connected() ? "connected since " : "disconnected since ") + time(host.since());
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
        return TIME.format(time.atZone(schedule.zone()));
    }

    private static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    private static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
