package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.probe.HostOutputReader;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads hosts, several at a time, and stores the results. */
record HostReader(Store store, ReminderSettings settings, Clock clock) {

    private static final Logger LOG = System.getLogger(HostReader.class.getName());

    private static final int THREADS = 8;

    /** The result of each host, in the order of the settings. Of several names of a machine only the first is included. */
    List<HostResult> readAll() throws StoreException, InterruptedException {
        ExecutorService readers = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "docker-event-watch host updates");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<HostResult>> reading = new ArrayList<>();
            settings.hosts().forEach((host, probe) -> reading.add(readers.submit(() -> read(host, probe))));
            List<HostResult> results = new ArrayList<>();
            for (Future<HostResult> one : reading) {
                results.add(one.get());
            }
            return withoutDuplicates(results);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException store) {
                throw store;
            }
            throw new IllegalStateException("Unexpected failure while reading a host", e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    private List<HostResult> withoutDuplicates(List<HostResult> results) throws StoreException {
        HostStateRepository states = new HostStateRepository(store);
        Map<String, String> machines = new HashMap<>();
        List<HostResult> unique = new ArrayList<>();
        for (HostResult result : results) {
            // A host that cannot be read now may be any machine, so it counts as its own.
            Optional<String> same = result.advice()
                    .flatMap(advice -> advice.reading().machine())
                    .map(machine -> machines.putIfAbsent(machine, result.host()));
            states.putSameAs(result.host(), same);
            if (same.isEmpty()) {
                unique.add(result);
            }
        }
        return unique;
    }

    private HostResult read(String host, HostProbe probe) throws StoreException, InterruptedException {
        HostStateRepository states = new HostStateRepository(store);
        Optional<String> before =
                states.findOrCreate(host, clock.instant()).reading().failure();
        try {
            String output = probe.collect();
            Instant now = clock.instant();
            HostReading reading = new HostOutputReader(Optional.of(host), Optional.empty(), now).read(output);
            return new HostResult(store(reading, now));
        } catch (UnreadableHostException e) {
            // Logged once, not at every attempt.
            Level level = before.filter(e.getMessage()::equals).isPresent() ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "Cannot determine the updates of host {0}: {1}", host, e.getMessage());
            states.putFailure(host, e.getMessage(), clock.instant());
            return new HostResult(host, e.getMessage());
        }
    }

    private HostAdvice store(HostReading reading, Instant now) throws StoreException {
        ZoneId zone = settings.schedule().zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        return store.transaction(sql -> {
            Map<PendingUpdate, Instant> seen = new FirstSeenRepository(sql, reading.host(), now)
                    .record(reading.packages().updates());
            HostAdvice advice = HostAdvice.of(
                    reading, settings.policy(), today, update -> LocalDate.ofInstant(seen.get(update), zone));
            HostStateRepository.putAdvice(sql, advice, now);
            PendingWeekRepository.put(sql, advice, IsoWeek.of(today));
            return advice;
        });
    }
}
