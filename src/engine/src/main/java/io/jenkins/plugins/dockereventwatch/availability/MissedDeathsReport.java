package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import java.util.List;

/**
 * Deaths that were found because the events of a host were not complete, for example after a restart of the host.
 *
 * @param notifiers the notifiers of the alert
 */
record MissedDeathsReport(String host, HostStatus.MissedDeaths deaths, List<String> notifiers) {}
