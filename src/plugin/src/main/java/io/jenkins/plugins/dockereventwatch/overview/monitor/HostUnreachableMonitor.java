package io.jenkins.plugins.dockereventwatch.overview.monitor;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.dockereventwatch.overview.HostView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.Symbol;

/** Warns about hosts that have been unreachable for a long time. */
@Extension
@Symbol("dockerHostUnreachable")
public final class HostUnreachableMonitor extends AdministrativeMonitor {

    private static final Duration THRESHOLD = Duration.ofMinutes(5);

    private final Clock clock = Clock.systemUTC();

    @Override
    public String getDisplayName() {
        return Messages.HostUnreachableMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getHosts().isEmpty();
    }

    public List<HostView> getHosts() {
        Instant limit = clock.instant().minus(THRESHOLD);
        return HostView.all().stream()
                .filter(host -> host.isUnreachableSince(limit))
                .toList();
    }
}
