package io.jenkins.plugins.dockereventwatch.overview.monitor;

import hudson.Extension;
import hudson.ExtensionList;
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
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final int OFTEN = 3;

    private final Clock clock = Clock.systemUTC();

    @Override
    public String getDisplayName() {
        return Messages.UndeliveredMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getChannels().isEmpty();
    }

    /** Returns the channels that require attention. */
    public List<Channel> getChannels() {
        Instant limit = clock.instant().minus(LONG);
        return ExtensionList.lookup(WatchState.class).stream()
                .flatMap(state -> state.undelivered().stream())
                .filter(trouble -> needsSomebody(trouble, limit))
                .map(Channel::new)
                .toList();
    }

    static boolean needsSomebody(DeliveryProblem trouble, Instant limit) {
        return trouble.givenUp() > 0
                || (trouble.attempts() >= OFTEN && trouble.since().isBefore(limit));
    }

    /** A channel with undelivered messages. */
    public static final class Channel {

        private final DeliveryProblem trouble;

        Channel(DeliveryProblem trouble) {
            this.trouble = trouble;
        }

        /** Returns the name of the channel, with the title of the rule if the rule has its own recipients. */
        public String getName() {
            return trouble.notifier();
        }

        /** Returns the number of waiting messages. */
        public long getWaiting() {
            return trouble.waiting();
        }

        /** Returns the number of messages that were given up. */
        public long getGivenUp() {
            return trouble.givenUp();
        }

        /** Returns the number of attempts for the oldest message; 0 if no message waits for a retry. */
        public int getAttempts() {
            return trouble.attempts();
        }

        /** Returns since when the oldest message waits, or when the last one was given up. */
        public Date getSince() {
            return Date.from(trouble.since());
        }

        /** Returns the last response of the server. */
        public String getAnswer() {
            return trouble.answer();
        }
    }
}
