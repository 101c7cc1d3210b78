package io.jenkins.plugins.dockereventwatch.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.runner.Chaos.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that a watch relies on dies at random while containers die, and it too; afterwards each death is in the mailbox,
 * once. The long form keeps the machine busy. {@code -Dchaos.seconds=600 -Dchaos.seed=…} make it last longer, and choose the
 * same victims again.
 */
@WithDocker
@WithPostgres
class ChaosIT {

    private static final boolean LONG = Boolean.getBoolean("test.long") || Long.getLong("chaos.seconds") != null;
    private static final long SEED =
            Long.getLong("chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    /** Space in the file of a state is reused after 45 seconds. */
    private static final Duration STATE_BECOMES_OLD = Duration.ofSeconds(150);

    /** The longest pause between two attempts to deliver, and time for a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void oneWatcherWithItsOwnState(@WithDocker.Private DockerEngine engine) throws Exception {
        try (ChaosMailbox mailbox = new ChaosMailbox();
                ChaosWatcher watcher =
                        watcher("one", engine, mailbox, folder.resolve("state").toString())) {
            suffer("one watch", length(STATE_BECOMES_OLD), engine, mailbox, List.of(engine(engine)), List.of(watcher));
        }
    }

    @Test
    void twoWatchersOnOneDatabase(@WithDocker.Private DockerEngine engine, PostgresServer postgres) throws Exception {
        String state = postgres.createDatabase();
        try (ChaosMailbox mailbox = new ChaosMailbox();
                ChaosWatcher one = watcher("one", engine, mailbox, state);
                ChaosWatcher other = watcher("other", engine, mailbox, state)) {
            Victim database = Victim.of("PostgreSQL", postgres::kill, postgres::startAgain);
            List<Victim> others = List.of(engine(engine), database);
            suffer("two watchers", length(Duration.ofMinutes(1)), engine, mailbox, others, List.of(one, other));
        }
    }

    private static Victim engine(DockerEngine engine) {
        return Victim.of("dockerd", engine::kill, engine::startAgain);
    }

    private ChaosWatcher watcher(String name, DockerEngine engine, ChaosMailbox mailbox, String state)
            throws Exception {
        return new ChaosWatcher(name, folder, engine.host().uri().toString(), mailbox.port(), state);
    }

    private static Duration length(Duration ofLongForm) {
        Duration length = LONG ? ofLongForm : Duration.ofSeconds(1);
        return Optional.ofNullable(Long.getLong("chaos.seconds"))
                .map(Duration::ofSeconds)
                .orElse(length);
    }

    private static void suffer(
            String form,
            Duration length,
            DockerEngine engine,
            ChaosMailbox mailbox,
            List<Victim> others,
            List<ChaosWatcher> watchers)
            throws Exception {
        for (ChaosWatcher watcher : watchers) {
            watcher.awaitConnection();
        }
        Chaos chaos = new Chaos(new Random(SEED), mailbox, watchers, others);
        DyingContainers dying = new DyingContainers(engine, new Random(SEED + 1));
        ChangingService service = new ChangingService(engine, mailbox);
        try (dying;
                service;
                BusyProcesses busy = new BusyProcesses(LONG ? 2 : 0)) {
            chaos.run(length);
        }
        // What comes after all is well again: once it is there, so is all that came before.
        engine.run("last", DockerEngine.IMAGE, "exit 0");
        engine.awaitEnd("last");
        Map<String, Boolean> ends = ends(engine);
        ends.remove(ChangingService.NAME);
        Set<String> lost = new TreeSet<>(ends.keySet());
        lost.removeIf(name -> !ends.get(name));
        int deaths = lost.size();
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                lost.removeAll(mailbox.mails().keySet());
                return lost.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            System.out.println("chaos: giving up to wait for mails");
        }
        for (ChaosWatcher watcher : watchers) {
            watcher.stop();
        }
        Map<String, ChaosMailbox.MailCount> mails = mailbox.mails();
        Map<String, ChaosMailbox.MailCount> unmarked = new TreeMap<>(mails);
        unmarked.values().removeIf(count -> count.all() - count.marked() <= 1);
        long absent = service.reports("absent");
        long returned = service.reports("running");
        int all = mails.values().stream().mapToInt(ChaosMailbox.MailCount::all).sum();
        System.out.printf(
                "chaos, %s: seed %d, %d s, killed %s; %d deaths, %d of them lost; %d containers to be removed, %d of them"
                        + " with a mail; %d mails, %d of them duplicates, %d marked; %d without a mark; %d absences of a service, %d reported,"
                        + " %d returns reported%n",
                form,
                SEED,
                length.toSeconds(),
                chaos.kills(),
                deaths,
                lost.size(),
                dying.removed().size(),
                dying.removed().stream().filter(mails::containsKey).count(),
                all,
                all - mails.size(),
                mails.values().stream().mapToInt(ChaosMailbox.MailCount::marked).sum(),
                unmarked.size(),
                service.absences(),
                absent,
                returned);
        assertThat(absent).as("reported absences, seed %d", SEED).isEqualTo(service.absences());
        assertThat(returned).as("reported returns, seed %d", SEED).isEqualTo(service.absences());
        assertThat(lost).as("deaths without a mail, %s, seed %d", form, SEED).isEmpty();
        assertThat(unmarked)
                .as("deaths with two mails without a mark, %s, seed %d", form, SEED)
                .isEmpty();
        Set<String> possible = new TreeSet<>(ends.keySet());
        possible.addAll(dying.removed());
        assertThat(mails.keySet())
                .filteredOn(subject -> !subject.startsWith(ChangingService.NAME))
                .as("%s, seed %d", form, SEED)
                .isSubsetOf(possible);
    }

    /** Containers that ended, and whether they were certainly running before: what fails to start may be told or not. */
    private static Map<String, Boolean> ends(DockerEngine engine) {
        Map<String, Boolean> ends = new TreeMap<>();
        for (Container listed :
                engine.client().listContainersCmd().withShowAll(true).exec()) {
            inspect(engine, listed.getId()).ifPresent(container -> {
                InspectContainerResponse.ContainerState state = container.getState();
                String name = container.getName().replaceFirst("^/", "");
                boolean started = !Optional.ofNullable(state.getStartedAt())
                        .orElse("0001")
                        .startsWith("0001");
                boolean ended = "exited".equals(state.getStatus());
                ends.put(name, started && ended);
            });
        }
        return ends;
    }

    /** The engine may still be removing a container that it has listed: nothing is known of its end. */
    private static Optional<InspectContainerResponse> inspect(DockerEngine engine, String container) {
        try {
            return Optional.of(engine.client().inspectContainerCmd(container).exec());
        } catch (NotFoundException removed) {
            return Optional.empty();
        }
    }
}
