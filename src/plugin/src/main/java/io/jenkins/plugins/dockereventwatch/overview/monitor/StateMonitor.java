package io.jenkins.plugins.dockereventwatch.overview.monitor;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import java.util.List;
import org.jenkinsci.Symbol;

/** Warns about storage errors. */
@Extension
@Symbol("dockerStateUnusable")
public final class StateMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.StateMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getErrors().isEmpty();
    }

    public List<String> getErrors() {
        return WatchState.all().flatMap(state -> state.storageError().stream()).toList();
    }
}
