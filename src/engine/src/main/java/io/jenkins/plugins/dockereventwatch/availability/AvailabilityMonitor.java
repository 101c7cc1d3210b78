package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.availability.Observation.Evidence;
import io.jenkins.plugins.dockereventwatch.availability.Observation.State;
import io.jenkins.plugins.dockereventwatch.availability.Observation.Subject;
import io.jenkins.plugins.dockereventwatch.event.IncidentKind;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Monitors whether services and hosts are available, and creates alerts. What it needs to continue after a restart is in the
 * state. While the state is unavailable, nothing is reported; rules are.
 */
public final class AvailabilityMonitor implements AutoCloseable {

    private static final Logger LOG = System.getLogger(AvailabilityMonitor.class.getName());
    private static final String THREAD = "availability";
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    /** How often what is good is written although this watcher knows of no incident, since another one may. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(5);

    /** How often it is recorded that a member still runs. */
    private static final Duration SEEN_AGAIN = Duration.ofHours(1);

    private final Store store;
    private final HostSource source;
    private final AlertRecorder recorder;
    private final Clock clock;
    private final WorkerErrors errors = new WorkerErrors();

    /** Guarded by this. */
    private Optional<ScheduledExecutorService> thread = Optional.empty();

    private volatile AvailabilitySettings settings = AvailabilitySettings.NONE;

    // Used by one thread at a time.
    private final Map<String, Instant> wrongSince = new HashMap<>();
    private final Map<String, HostStatus.MissedDeaths> reported = new HashMap<>();
    private final Map<Member.Key, Instant> recorded = new HashMap<>();
    private Map<Member.Key, Member> members = Map.of();

    /** Whether an alert reports each incident that has not ended, by key. */
    private Map<String, Boolean> incidents = Map.of();

    private Instant nextRead = Instant.MIN;

    /**
     * Creates a monitor without settings, which does nothing.
     *
     * @param store keeps incidents; closed by the caller
     */
    public AvailabilityMonitor(Store store, HostSource source, AlertRecorder recorder, Clock clock) {
        this.store = store;
        this.source = source;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Continues with other settings; stops if they are {@link AvailabilitySettings#NONE}. */
    public synchronized void change(AvailabilitySettings changed) {
        settings = changed;
        if (changed.equals(AvailabilitySettings.NONE)) {
            close();
        } else if (thread.isEmpty()) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread created = new Thread(task, "docker-event-watch " + THREAD);
                created.setDaemon(true);
                return created;
            });
            started.scheduleWithFixedDelay(this::run, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            thread = Optional.of(started);
        }
    }

    /** Returns the unexpected error that has not been followed by a success yet, by thread. */
    public Map<String, String> errors() {
        return errors.current();
    }

    private void run() {
        try {
            observe(settings);
            errors.succeeded(THREAD);
        } catch (StoreException e) {
            // The state's owner logs and reports it.
            LOG.log(Level.DEBUG, "Cannot record the availability of services", e);
        } catch (RuntimeException | Error e) {
            errors.failed(THREAD, e);
        }
    }

    /** Observes everything once. */
    void observe(AvailabilitySettings current) throws StoreException {
        Instant now = clock.instant();
        if (!now.isBefore(nextRead)) {
            read();
            nextRead = now.plus(CONFIRMATION);
        }
        Map<String, HostSnapshot> hosts = source.hosts();
        ServiceObserver services = new ServiceObserver(current, hosts, members, now);
        List<Observation> observations = new ArrayList<>(services.observations());
        List<MissedDeathsReport> missed = new ArrayList<>();
        current.hosts()
                .ifPresent(settingsOfHosts -> hosts.forEach((host, snapshot) -> {
                    observations.add(observeHost(host, snapshot.status(), settingsOfHosts));
                    snapshot.status()
                            .counts()
                            .found()
                            .latest()
                            .filter(deaths -> !deaths.equals(reported.get(host)))
                            .ifPresent(deaths ->
                                    missed.add(new MissedDeathsReport(host, deaths, settingsOfHosts.notifiers())));
                }));
        observations.forEach(observation -> track(observation, now));
        List<Observation> relevant =
                observations.stream().filter(this::isRelevant).toList();
        List<Member> seen = services.running().stream()
                .filter(member -> !member.equals(members.get(member.key()))
                        || recorded.getOrDefault(member.key(), Instant.MIN).isBefore(now.minus(SEEN_AGAIN)))
                .toList();
        if (relevant.isEmpty() && missed.isEmpty() && seen.isEmpty()) {
            return;
        }
        recorder.record(new Incidents(relevant, Map.copyOf(wrongSince), missed, seen));
        missed.forEach(report -> reported.put(report.host(), report.deaths()));
        seen.forEach(member -> recorded.put(member.key(), now));
        read();
    }

    private static Observation observeHost(String host, HostStatus status, HostSettings settings) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (!status.connected() && status.trouble() != null) {
            attributes.put("reason", status.trouble());
        }
        status.counts()
                .found()
                .latest()
                .ifPresent(missed -> attributes.putAll(IncidentAlerts.attributes(missed.ended())));
        return new Observation(
                Subject.ofHost(host),
                status.connected() ? State.GOOD : State.WRONG,
                settings.unreachableFor(),
                settings.notifiers(),
                new Evidence(
                        status.connected() ? Optional.empty() : Optional.of(status.since()),
                        attributes,
                        AlertContext.NONE));
    }

    private void track(Observation observation, Instant now) {
        String key = observation.subject().key();
        if (observation.state() == State.WRONG) {
            wrongSince.putIfAbsent(key, now);
        } else if (observation.state() != State.RECOVERING) {
            wrongSince.remove(key);
        }
    }

    /**
     * Returns whether an observation can change something: an incident that is reported goes on without a change, but holds back
     * alerts of its host, and only an incident can end.
     */
    private boolean isRelevant(Observation observation) {
        Boolean reported = incidents.get(observation.subject().key());
        return observation.state() == State.WRONG
                ? reported != Boolean.TRUE || observation.subject().kind() == IncidentKind.UNREACHABLE
                : reported != null;
    }

    private void read() throws StoreException {
        long now = clock.millis();
        store.transaction(sql -> {
            IncidentRepository known = new IncidentRepository(sql, now);
            known.deleteOld();
            incidents = known.open();
            MemberRepository repository = new MemberRepository(sql, now);
            repository.deleteOld();
            Map<Member.Key, Member> all = new HashMap<>();
            repository.list().forEach(member -> all.put(member.key(), member));
            members = Map.copyOf(all);
            return null;
        });
    }

    /** Stops. */
    @Override
    public synchronized void close() {
        thread.ifPresent(running -> {
            running.shutdown();
            try {
                running.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread = Optional.empty();
    }
}
