package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.availability.IncidentRepository.Incident;
import io.jenkins.plugins.dockereventwatch.availability.Observation.State;
import io.jenkins.plugins.dockereventwatch.event.IncidentKind;
import io.jenkins.plugins.dockereventwatch.outbox.AlertRouting;
import io.jenkins.plugins.dockereventwatch.outbox.AlertSource;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins, reports and ends incidents by what a watcher observes. What one watcher observes as good, no other one reports. An
 * alert is created once something has been wrong for longer than allowed, and another one when it is good again. If a silence
 * applies, the alert is created when the silence ends.
 *
 * @param observations what the watcher observes now
 * @param wrongSince since when the watcher has observed without interruption that something is wrong, by key
 * @param missed deaths that were found because the events of a host were not complete
 * @param seen members that run and were not known, or whose host was not
 */
record Incidents(
        List<Observation> observations,
        Map<String, Instant> wrongSince,
        List<MissedDeathsReport> missed,
        List<Member> seen)
        implements AlertSource {

    /** The deaths that are part of the alert that a host is reachable again are not reported by another watcher. */
    private static final Duration SAME_GAP = Duration.ofSeconds(15);

    private static final Duration SHORT_LOSS = Duration.ofSeconds(5);

    @Override
    public List<Alert> alerts(Sql sql, long now, AlertRouting routing) throws SQLException {
        MemberRepository members = new MemberRepository(sql, now);
        for (Member member : seen) {
            members.setSeen(member);
        }
        IncidentRepository incidents = new IncidentRepository(sql, now);
        List<Alert> alerts = new ArrayList<>();
        for (Observation observation : observations) {
            if (observation.state() == State.WRONG) {
                if (isAway(observation, now)) {
                    routing.inhibit(observation.subject().host());
                }
                wrong(observation, incidents, routing, alerts);
            } else if (observation.state() == State.GOOD) {
                good(observation, incidents, alerts);
            }
        }
        for (MissedDeathsReport report : missed) {
            if (!isReported(report, incidents)) {
                alerts.addAll(IncidentAlerts.missed(report));
            }
        }
        return alerts;
    }

    /** Returns whether a host has been unreachable for longer than a short loss of the connection, or a start, takes. */
    private static boolean isAway(Observation observation, long now) {
        return observation.subject().kind() == IncidentKind.UNREACHABLE
                && observation.evidence().since().orElseThrow().toEpochMilli() <= now - SHORT_LOSS.toMillis();
    }

    private void wrong(Observation observation, IncidentRepository incidents, AlertRouting routing, List<Alert> alerts)
            throws SQLException {
        Optional<Incident> known = incidents.lock(observation.subject());
        if (known.isEmpty()) {
            incidents.begin(observation.subject());
            return;
        }
        Incident incident = known.get();
        if (incident.ended().isPresent()) {
            incidents.reopen(observation.subject());
            return;
        }
        long now = incidents.now();
        long allowed = observation.allowed().toMillis();
        long observed = now - wrongSince.get(observation.subject().key()).toEpochMilli();
        if (incident.reported().isPresent() || observed < allowed || now - incident.begun() < allowed) {
            return;
        }
        long since = observation.evidence().since().map(Instant::toEpochMilli).orElse(incident.begun());
        List<Alert> due = new ArrayList<>();
        String begin = observation.subject().kind().begin();
        for (Alert alert :
                IncidentAlerts.of(observation, begin, Instant.ofEpochMilli(since), Instant.ofEpochMilli(now))) {
            if (routing.silenced(alert).isEmpty()) {
                due.add(alert);
            }
        }
        if (!due.isEmpty()) {
            incidents.setReported(observation.subject(), since);
            alerts.addAll(due);
        }
    }

    private static void good(Observation observation, IncidentRepository incidents, List<Alert> alerts)
            throws SQLException {
        Optional<Incident> open = incidents
                .lock(observation.subject())
                .filter(incident -> incident.ended().isEmpty());
        if (open.isPresent()) {
            incidents.end(observation.subject());
            open.get()
                    .reported()
                    .ifPresent(since -> alerts.addAll(IncidentAlerts.of(
                            observation,
                            observation.subject().kind().end(),
                            Instant.ofEpochMilli(since),
                            Instant.ofEpochMilli(incidents.now()))));
        }
    }

    /** Returns whether an alert that the host is reachable again contains the deaths. */
    private static boolean isReported(MissedDeathsReport report, IncidentRepository incidents) throws SQLException {
        return incidents
                .lock(Observation.Subject.ofHost(report.host()))
                .filter(incident -> incident.reported().isPresent())
                .flatMap(Incident::ended)
                .filter(ended -> incidents.now() - ended < SAME_GAP.toMillis())
                .isPresent();
    }
}
