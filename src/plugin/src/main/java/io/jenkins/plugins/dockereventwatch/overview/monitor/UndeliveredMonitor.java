package io.jenkins.plugins.dockereventwatch.overview.monitor;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jenkinsci.Symbol;

/**
 * Warns about messages that cannot be delivered, until they are or later messages of the same channel are delivered.
 */
@Extension
@Symbol("dockerAlertsUndelivered")
public final class UndeliveredMonitor extends AdministrativeMonitor {

    /** Shorter failures are expected to be resolved by retries. */
    private static final Duration TOLERATED_TIME = Duration.ofMinutes(5);

    private static final int TOLERATED_ATTEMPTS = 2;

    private final Clock clock = Clock.systemUTC();

    @Override
    public String getDisplayName() {
        return Messages.UndeliveredMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getChannels().isEmpty();
    }

    /** Returns {@code since} as the type that Jelly formats. */
    public Date date(Instant since) {
        return Date.from(since);
    }

    public List<DeliveryProblem> getChannels() {
        Instant limit = clock.instant().minus(TOLERATED_TIME);
        return WatchState.all()
                .flatMap(state -> state.deliveryProblems().stream())
                .filter(problem -> needsAttention(problem, limit))
                .toList();
    }

    static boolean needsAttention(DeliveryProblem problem, Instant limit) {
        return problem.givenUp() > 0
                || (problem.attempts() > TOLERATED_ATTEMPTS && problem.since().isBefore(limit));
    }
}
