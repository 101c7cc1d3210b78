package io.jenkins.plugins.dockereventwatch.overview.monitor;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import java.util.List;
import org.jenkinsci.Symbol;

/** Warns that what must not get lost is not kept where it should. */
@Extension
@Symbol("dockerStateUnusable")
public final class StateMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.StateMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getTroubles().isEmpty();
    }

    /** What is the matter, and what is done meanwhile. */
    public List<String> getTroubles() {
        return ExtensionList.lookup(WatchState.class).stream()
                .flatMap(state -> state.stateTrouble().stream())
                .toList();
    }
}
