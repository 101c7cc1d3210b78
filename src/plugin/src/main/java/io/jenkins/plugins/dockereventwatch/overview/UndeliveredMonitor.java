package io.jenkins.plugins.dockereventwatch.overview;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import java.util.List;
import org.jenkinsci.Symbol;

/** Warns of mails and webhooks that cannot be delivered. */
@Extension
@Symbol("dockerAlertsUndelivered")
public final class UndeliveredMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.UndeliveredMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getUndelivered().isEmpty();
    }

    /** What is not delivered, channel by channel. */
    public List<UndeliveredView> getUndelivered() {
        return ExtensionList.lookup(WatchState.class).stream()
                .flatMap(state -> state.undelivered().stream())
                .map(UndeliveredView::new)
                .toList();
    }

    /** A channel's messages that did not get there. */
    public static final class UndeliveredView {

        private final WatchState.Undelivered undelivered;

        UndeliveredView(WatchState.Undelivered undelivered) {
            this.undelivered = undelivered;
        }

        /** The channel's name. */
        public String getChannel() {
            return undelivered.notifier();
        }

        /** How many were given up. */
        public long getFailed() {
            return undelivered.failed();
        }

        /** How many wait to be tried again. */
        public long getWaiting() {
            return undelivered.waiting();
        }

        /** What the server said last; perhaps empty. */
        public String getTrouble() {
            return undelivered.trouble();
        }
    }
}
