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

/** Warns of mails and webhooks that cannot be delivered: until they are, or later ones of the same channel. */
@Extension
@Symbol("dockerAlertsUndelivered")
public final class UndeliveredMonitor extends AdministrativeMonitor {

    /** What passes sooner, and by trying again, needs nobody. */
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

    /** The channels that need somebody. */
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

    /** A channel whose messages do not get there. */
    public static final class Channel {

        private final DeliveryProblem trouble;

        Channel(DeliveryProblem trouble) {
            this.trouble = trouble;
        }

        /** Its name; with the title of the rule where that has recipients of its own. */
        public String getName() {
            return trouble.notifier();
        }

        /** How many messages wait. */
        public long getWaiting() {
            return trouble.waiting();
        }

        /** How many were given up. */
        public long getGivenUp() {
            return trouble.givenUp();
        }

        /** How often the oldest of them was tried; 0: none waits to be tried again. */
        public int getAttempts() {
            return trouble.attempts();
        }

        /** Since when the oldest waits, or when the last was given up. */
        public Date getSince() {
            return Date.from(trouble.since());
        }

        /** What the server last answered. */
        public String getAnswer() {
            return trouble.answer();
        }
    }
}
