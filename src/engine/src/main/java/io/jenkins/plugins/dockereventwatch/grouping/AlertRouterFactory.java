package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.outbox.AlertRouting;
import io.jenkins.plugins.dockereventwatch.outbox.CounterRepository;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.silence.Silences;
import io.jenkins.plugins.dockereventwatch.store.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Routes alerts by replaceable notification policies and by the silences in the state. Thread-safe. */
public final class AlertRouterFactory implements AlertRouting.Factory {

    private volatile NotificationPolicies policies;
    private volatile boolean followsContainers;

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
        followsContainers = replacement.followContainers();
    }

    public NotificationPolicies policies() {
        return policies;
    }

    @Override
    public boolean followsContainers() {
        return followsContainers;
    }

    @Override
    public AlertRouting create(Transaction transaction, long now, CounterRepository counters) throws SQLException {
        NotificationPolicies current = policies;
        return new AlertRouter(transaction, now, current, silences(transaction, now, current.silences()), counters);
    }

    private Silences silences(Transaction transaction, long now, List<RecurringSilence> recurring) throws SQLException {
        List<Silence> stored = SilenceRepository.list(transaction, now);
        Compiled latest = compiled;
        if (!latest.stored.equals(stored) || !latest.recurring.equals(recurring)) {
            latest = new Compiled(stored, recurring);
            compiled = latest;
        }
        return latest.silences;
    }
}
