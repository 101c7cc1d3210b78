package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.outbox.AlertRouting;
import io.jenkins.plugins.dockereventwatch.outbox.CounterRepository;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.silence.Silences;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.List;

/** Routes alerts by replaceable notification policies and by the silences in the state. Thread-safe. */
public final class AlertRouterFactory implements AlertRouting.Factory {

    private volatile NotificationPolicies policies;

    /** The silences of the latest transaction, since compiling them is expensive. */
    private volatile Compiled compiled = new Compiled(List.of(), List.of());

    private record Compiled(List<Silence> stored, List<RecurringSilence> recurring, Silences silences) {

        Compiled(List<Silence> stored, List<RecurringSilence> recurring) {
            this(stored, recurring, new Silences(stored, recurring));
        }
    }

    public AlertRouterFactory(NotificationPolicies policies) {
        replacePolicies(policies);
    }

    /** Replaces the policies for alerts that are recorded from now on. */
    public final void replacePolicies(NotificationPolicies replacement) {
        policies = replacement;
    }

    public NotificationPolicies policies() {
        return policies;
    }

    @Override
    public AlertRouting create(Sql sql, long now, CounterRepository counters) throws SQLException {
        return create(sql, now, counters, SilenceRepository.list(sql, now));
    }

    private AlertRouting create(Sql sql, long now, CounterRepository counters, List<Silence> stored) {
        NotificationPolicies current = policies;
        Compiled latest = compiled;
        if (!latest.stored.equals(stored) || !latest.recurring.equals(current.silences())) {
            latest = new Compiled(stored, current.silences());
            compiled = latest;
        }
        return new AlertRouter(sql, now, current, latest.silences, counters);
    }

    @Override
    public AlertRouting.Factory forFallback() {
        return (sql, now, counters) -> create(sql, now, counters, compiled.stored);
    }
}
