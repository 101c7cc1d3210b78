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

/** Reads hosts, several at a time, and remembers what was seen. */
final class HostReader {

    private static final Logger LOG = System.getLogger(HostReader.class.getName());

    private static final int AT_A_TIME = 8;

    private final HostStateRepository states;
    private final FirstSeenRepository firstSeen;
    private final ReminderSettings settings;
    private final Clock clock;

    HostReader(Store store, ReminderSettings settings, Clock clock) {
        this.states = new HostStateRepository(store);
        this.firstSeen = new FirstSeenRepository(store);
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of each host, in the settings' order; of hosts that are one machine the first. */
    List<HostResult> readAll() throws StoreException, InterruptedException {
        ExecutorService readers = Executors.newFixedThreadPool(AT_A_TIME, task -> {
            Thread thread = new Thread(task, "docker-event-watch host updates");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<HostResult>> reading = new ArrayList<>();
            for (Map.Entry<String, HostProbe> host : settings.hosts().entrySet()) {
                reading.add(readers.submit(() -> read(host.getKey(), host.getValue())));
            }
            List<HostResult> outcomes = new ArrayList<>();
            for (Future<HostResult> one : reading) {
                outcomes.add(one.get());
            }
            return eachOnce(outcomes);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException store) {
                throw store;
            }
            throw new IllegalStateException("a fault while reading a host", e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    private List<HostResult> eachOnce(List<HostResult> outcomes) throws StoreException {
        Map<String, String> machines = new HashMap<>();
        List<HostResult> once = new ArrayList<>();
        for (HostResult outcome : outcomes) {
            String host = outcome.host();
            Optional<String> same = outcome.advice()
                    .flatMap(advice -> advice.reading().machine())
                    .map(machine -> machines.putIfAbsent(machine, host));
            // One that cannot be read now is not known to be another.
            states.same(host, same);
            if (same.isEmpty()) {
                once.add(outcome);
            }
        }
        return once;
    }

    private HostResult read(String host, HostProbe probe) throws StoreException, InterruptedException {
        Optional<String> before = states.of(host, clock.instant()).failure();
        try {
            String output = probe.collect();
            Instant now = clock.instant();
            HostReading reading = new HostOutputReader(Optional.of(host), Optional.empty(), now).read(output);
            ZoneId zone = settings.schedule().zone();
            LocalDate today = LocalDate.ofInstant(now, zone);
            Map<PendingUpdate, Instant> seen = firstSeen.record(reading, now);
            HostAdvice advice = HostAdvice.of(
                    reading, settings.policy(), today, update -> LocalDate.ofInstant(seen.get(update), zone));
            states.read(advice, IsoWeek.of(today), now);
            return new HostResult(host, Optional.of(advice), Optional.empty());
        } catch (UnreadableHostException e) {
            // Said once, not at every look.
            Level level = before.filter(e.getMessage()::equals).isPresent() ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "{0}: its updates cannot be told: {1}", host, e.getMessage());
            states.failed(host, e.getMessage(), clock.instant());
            return new HostResult(host, Optional.empty(), Optional.of(e.getMessage()));
        }
    }
}
