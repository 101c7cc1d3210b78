package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopRepository.CrashLoop;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Replaces the alerts of a container in a crash loop by one message when it starts and one when it ends. */
record CrashLoops(CrashLoopRepository loops, AlertRepository alerts, DeliveryRepository deliveries, long now) {

    /**
     * Adds a death to the container's crash loop, or starts one if the limit is reached.
     *
     * @param repeat the interval of reminders while a crash loop continues
     * @return false if the alert belongs to no crash loop
     */
    boolean add(long id, Alert alert, CrashLoopLimit limit, String orderingKey, Duration repeat) throws SQLException {
        DockerEvent event = alert.event();
        if (!event.action().equals("die") || !EventClassifier.isUrgent(event)) {
            return false;
        }
        String key = Digest.of(alert.hostLabel(), EventClassifier.container(event), alert.notifier());
        Optional<CrashLoop> loop = loops.lock(key);
        if (loop.isPresent()) {
            resume(loop.get(), id, repeat);
            return true;
        }
        int deaths = alerts.deaths(alert, limit.within().toNanos());
        if (deaths < limit.deaths()) {
            return false;
        }
        String name = EventDescription.subject(event);
        TrackedContainer container = new TrackedContainer(alert.notifier(), orderingKey, name);
        loops.add(key, new CrashLoop(0, container, id, new CrashLoop.Deaths(deaths, now, now), now), limit.within());
        start(id, alert, orderingKey, name + " is in a crash loop: " + deaths + " deaths in " + words(limit.within()));
        return true;
    }

    /** Creates the message about the start, which includes earlier deaths that were not announced yet. */
    private void start(long id, Alert alert, String orderingKey, String headline) throws SQLException {
        long message =
                deliveries.add(alert.notifier(), orderingKey, PendingMessage.Kind.CRASH_LOOP, now, headline, null);
        for (long earlier : alerts.untriedMessagesOfDeaths(alert)) {
            alerts.moveDeaths(alert, earlier, message);
            deliveries.deleteIfEmpty(earlier);
        }
        alerts.setMessage(id, message);
    }

    private void resume(CrashLoop loop, long id, Duration repeat) throws SQLException {
        CrashLoop.Deaths deaths =
                new CrashLoop.Deaths(loop.deaths().number() + 1, loop.deaths().started(), now);
        boolean remind = now - loop.announced() >= repeat.toMillis();
        alerts.setCrashLoop(id, loop.id());
        loops.update(new CrashLoop(loop.id(), loop.container(), id, deaths, remind ? now : loop.announced()));
        if (remind) {
            String headline =
                    " is still in a crash loop: " + deaths.number() + " deaths since " + time(deaths.started());
            announce(loop, PendingMessage.Kind.CRASH_LOOP, headline, id);
        }
    }

    /** Creates messages about the crash loops that have ended. */
    void sendEnded() throws SQLException {
        for (CrashLoop loop : loops.ended(now)) {
            CrashLoop.Deaths deaths = loop.deaths();
            String headline = "'s crash loop is over: " + deaths.number() + " deaths from " + time(deaths.started())
                    + " to " + time(deaths.last()) + ", none since";
            long message = announce(loop, PendingMessage.Kind.CRASH_LOOP_OVER, headline, loop.alert());
            alerts.setMessageOfCrashLoop(loop.id(), message);
            loops.delete(loop.id());
        }
    }

    private long announce(CrashLoop loop, PendingMessage.Kind kind, String headline, long alert) throws SQLException {
        TrackedContainer container = loop.container();
        return deliveries.add(
                container.notifier(), container.orderingKey(), kind, now, container.name() + headline, alert);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String words(Duration time) {
        return time.toSeconds() % 60 == 0
                ? time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes")
                : time.toSeconds() + " seconds";
    }
}
