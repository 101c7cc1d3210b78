package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository.Held;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.alert.EventEnd;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.AlertRouting;
import io.jenkins.plugins.dockereventwatch.outbox.Counter;
import io.jenkins.plugins.dockereventwatch.outbox.CounterRepository;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.silence.Silences;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Applies, in this order: silences, inhibitions, the restart grace period, tracking of resolved alerts, crash loops, groups,
 * and active hours.
 */
record AlertRouter(Sql sql, long now, NotificationPolicies policies, Silences silences, CounterRepository counters)
        implements AlertRouting {

    private static final String INHIBITED = "the project was being redeployed or the host was unreachable";

    private AlertRepository alerts() {
        return new AlertRepository(sql);
    }

    private CrashLoopRepository crashLoops() {
        return new CrashLoopRepository(sql, now);
    }

    private UnresolvedRepository unresolved() {
        return new UnresolvedRepository(sql, now);
    }

    private InhibitionRepository inhibitions() {
        return new InhibitionRepository(sql, now);
    }

    @Override
    public void route(long id, Alert alert) throws SQLException {
        Optional<String> silenced = silenced(alert);
        if (silenced.isPresent()) {
            suppress(id, alert, silenced.get());
            return;
        }
        if (policies.hostsMonitored() && alert.event().origin() == DockerEvent.Origin.FOUND_AFTERWARDS) {
            inhibit(alert.hostLabel());
        }
        NotificationPolicy policy = policies.of(alert);
        Optional<RestartGracePeriod> grace =
                policy.gracePeriod().filter(period -> alert.event().action().equals("die"));
        Optional<Duration> wait = grace.map(RestartGracePeriod::within)
                .or(() -> policy.persistFor().filter(duration -> EventEnd.isPossible(alert.event())));
        boolean sendIfRestarted = grace.isPresent() && grace.get().sendIfRestarted();
        Optional<Long> inhibited = inhibitions().end(alert);
        if (inhibited.isPresent() && !isCrashLoop(alert, policy)) {
            if (sendIfRestarted || isReplaced(alert.event())) {
                suppress(id, alert, INHIBITED);
            } else {
                long waiting = now + wait.orElse(Duration.ZERO).toMillis();
                alerts().inhibit(id, Math.max(inhibited.get(), waiting));
            }
        } else if (wait.isPresent()) {
            alerts().hold(id, now + wait.get().toMillis(), sendIfRestarted);
        } else {
            send(id, alert);
        }
    }

    private boolean isCrashLoop(Alert alert, NotificationPolicy policy) throws SQLException {
        return policy.crashLoop().isPresent()
                && crashLoops().contains(alert, policy.crashLoop().get());
    }

    /** Returns whether the container of a failure runs again, or another one in its place. */
    private static boolean isReplaced(DockerEvent event) {
        boolean runsAgain = event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS
                && event.action().equals("die")
                && event.attribute("exitCode").isEmpty();
        return runsAgain || (event.action().equals("destroy") && EventClassifier.hasReplacedName(event));
    }

    @Override
    public void inhibit(String host) throws SQLException {
        if (inhibitions().inhibit(host)) {
            withdraw(host, Optional.empty());
        }
    }

    /** Holds back recent alerts of a host, or of one of its projects, whose messages were never tried. */
    private void withdraw(String host, Optional<String> project) throws SQLException {
        AlertGroupRepository groups = new AlertGroupRepository(sql, now);
        for (long message : alerts().inhibitUntried(host, project, now)) {
            groups.withdraw(message);
        }
    }

    @Override
    public Optional<String> silenced(Alert alert) {
        return silences.reason(alert, Instant.ofEpochMilli(now));
    }

    @Override
    public void suppress(long id, Alert alert, String reason) throws SQLException {
        counters.add(Counter.SUPPRESSED, alert.hostLabel(), 1);
        alerts().suppress(id, reason);
    }

    private void send(long id, Alert alert) throws SQLException {
        NotificationPolicy policy = policies.of(alert);
        Optional<Grouping> grouping = policy.grouping();
        String key = orderingKey(alert, policy);
        Duration repeat = grouping.orElse(Grouping.DEFAULT).repeat();
        if (policy.crashLoop().isPresent()
                && crashLoops().add(id, alert, policy.crashLoop().get(), key, repeat)) {
            // The message about the end of the loop reports whether the container has recovered.
            unresolved().forget(alert);
            return;
        }
        if (policy.resolved()) {
            unresolved().track(id, alert, key);
        }
        if (grouping.isPresent()) {
            new AlertGroupRepository(sql, now).add(id, alert, grouping.get());
        } else {
            alerts().setMessage(id, new DeliveryRepository(sql, now).add(alert.notifier(), key, now));
        }
    }

    private static String orderingKey(Alert alert, NotificationPolicy policy) {
        return policy.grouping()
                .map(by -> AlertGroupRepository.key(alert, by))
                .orElseGet(() -> Digest.of(alert.hostLabel(), alert.event().actorId()));
    }

    @Override
    public void onEvent(String host, DockerEvent event) throws SQLException {
        unresolved().onEvent(host, event);
        crashLoops().onEvent(host, event);
        Optional<String> redeployed = inhibitions().onEvent(host, event);
        if (redeployed.isPresent()) {
            withdraw(host, redeployed);
        }
        for (Held held : alerts().heldBefore(host, event)) {
            if (!EventEnd.ends(held.alert().event(), event)) {
                continue;
            }
            if (held.inhibited()) {
                alerts().setEnded(held.id());
            } else {
                String reason = event.action().equals("start")
                        ? "the container was restarted"
                        : "it ended with the event " + event.action();
                release(held, held.sendIfRestarted(), reason);
            }
        }
    }

    @Override
    public void sendDue() throws SQLException {
        for (Held held : alerts().expired(now)) {
            Optional<Long> inhibited = held.inhibited() ? inhibitions().end(held.alert()) : Optional.empty();
            if (inhibited.isPresent()) {
                alerts().inhibit(held.id(), inhibited.get());
            } else if (held.ended()) {
                suppress(held.id(), held.alert(), INHIBITED);
            } else {
                release(held, !held.sendIfRestarted(), "the container was not restarted");
            }
        }
        for (long id : crashLoops().sendEnded()) {
            Alert alert = alerts().read(id);
            NotificationPolicy policy = policies.of(alert);
            if (policy.resolved() && !unresolved().isTracked(alert)) {
                unresolved().track(id, alert, orderingKey(alert, policy));
            }
        }
        unresolved().sendResolved();
        hours().release();
    }

    @Override
    public void applyActiveHours() throws SQLException {
        if (!policies.hours().isEmpty()) {
            hours().apply();
        }
    }

    private ActiveHoursRouting hours() {
        return ActiveHoursRouting.of(sql, now, policies.hours());
    }

    private void release(Held held, boolean send, String reason) throws SQLException {
        if (send) {
            alerts().release(held.id());
            send(held.id(), held.alert());
        } else {
            suppress(held.id(), held.alert(), reason);
        }
    }

    @Override
    public Optional<Long> nextDue() throws SQLException {
        return Stream.of(
                        alerts().nextExpiry(),
                        crashLoops().nextEnd(),
                        unresolved().nextResolved(),
                        hours().messages().nextStart())
                .flatMap(Optional::stream)
                .min(Long::compare);
    }

    @Override
    public void forgetBefore(long time) throws SQLException {
        new AlertGroupRepository(sql, now).deleteBefore(time);
        inhibitions().deleteEnded();
    }
}
