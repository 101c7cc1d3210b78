package io.jenkins.plugins.dockereventwatch.overview;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
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
        return getFailed() > 0;
    }

    /** How many messages were given up since Jenkins started. */
    public long getFailed() {
        return ExtensionList.lookup(WatchState.class).stream()
                .mapToLong(state -> state.undelivered().failed())
                .sum();
    }

    /** How many wait to be tried again. */
    public long getWaiting() {
        return ExtensionList.lookup(WatchState.class).stream()
                .mapToLong(state -> state.undelivered().waiting())
                .sum();
    }
}
