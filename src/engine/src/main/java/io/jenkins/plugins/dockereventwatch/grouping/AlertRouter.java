package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.Counter;
import io.jenkins.plugins.dockereventwatch.outbox.CounterBatch;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.silence.Silences;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what becomes of an alert that was just recorded: sent now, later, with others, or not. For one transaction. */
public final class AlertRouter {

    private final Sql sql;
    private final NotificationPolicies handlings;
    private final Silences silences;
    private final long now;
    private final CounterBatch tally;
    private final DeliveryRepository deliveries;

    public AlertRouter(Sql sql, NotificationPolicies handlings, Silences silences, long now, CounterBatch tally) {
        this.sql = sql;
        this.handlings = handlings;
        this.silences = silences;
        this.now = now;
        this.tally = tally;
        this.deliveries = new DeliveryRepository(sql, now);
    }

    private record Held(long id, Alert alert, boolean wantsRestart) {}

    /** Routes a new alert. */
    public void route(long id, Alert alert) throws SQLException {
        Optional<String> silenced = silences.reason(alert, Instant.ofEpochMilli(now));
        if (silenced.isPresent()) {
            unsent(id, alert, silenced.get());
            return;
        }
        Optional<RestartGracePeriod> hold = handlings.of(alert).hold();
        if (hold.isPresent() && alert.event().action().equals("die")) {
            sql.update(
                    "update alert set held_until = ?, wants_restart = ? where id = ?",
                    now + hold.get().within().toMillis(),
                    hold.get().wanted(),
                    id);
            return;
        }
        send(id, alert);
    }

    /** An alert is not sent, and why. */
    public void unsent(long id, Alert alert, String why) throws SQLException {
        tally.add(Counter.UNSENT, alert.hostLabel(), 1);
        sql.update("update alert set held_until = null, unsent = ? where id = ?", SafeText.abbreviate(why, 1000), id);
    }

    private void send(long id, Alert alert) throws SQLException {
        NotificationPolicy handling = handlings.of(alert);
        String lane = handling.grouping()
                .map(grouping -> AlertGroups.key(alert, grouping))
                .orElseGet(() -> Digest.of(alert.hostLabel(), alert.event().actorId()));
        if (handling.resolved()) {
            new ResolvedTracker(sql, deliveries, now).await(id, alert, lane);
        }
        Duration repeat = handling.grouping().orElse(Grouping.DEFAULT).repeat();
        if (handling.crashLoop().isPresent()
                && new CrashLoops(sql, deliveries, now)
                        .take(id, alert, handling.crashLoop().get(), lane, repeat)) {
            return;
        }
        if (handling.grouping().isPresent()) {
            new AlertGroups(sql, deliveries, now)
                    .add(id, alert, handling.grouping().get());
        } else {
            deliveries.attach(id, deliveries.add(Outbox.label(alert.notifier()), lane, now));
        }
    }

    /** Heeds what becomes of a container. */
    public void saw(String host, DockerEvent event) throws SQLException {
        new ResolvedTracker(sql, deliveries, now).saw(host, event);
        if (event.action().equals("start")) {
            List<Held> held = held(
                    "where held_until is not null and host = ? and container = ? and time_nano <= ? order by id for update",
                    host,
                    Outbox.label(EventClassifier.container(event)),
                    event.timeNano());
            for (Held alert : held) {
                release(alert, alert.wantsRestart, "the container was restarted");
            }
        }
    }

    /** Does what is due by now. */
    public void tick() throws SQLException {
        for (Held alert : held("where held_until <= ? order by id for update skip locked", now)) {
            release(alert, !alert.wantsRestart, "the container was not restarted");
        }
        new CrashLoops(sql, deliveries, now).tellOver();
        new ResolvedTracker(sql, deliveries, now).tell();
    }

    private List<Held> held(String where, Object... arguments) throws SQLException {
        return sql.query(
                row -> new Held(row.getLong(1), AlertJson.read(row.getString(2)), row.getBoolean(3)),
                "select id, body, wants_restart from alert " + where,
                arguments);
    }

    private void release(Held held, boolean send, String why) throws SQLException {
        if (send) {
            sql.update("update alert set held_until = null where id = ?", held.id);
            send(held.id, held.alert);
        } else {
            unsent(held.id, held.alert, why);
        }
    }
}
