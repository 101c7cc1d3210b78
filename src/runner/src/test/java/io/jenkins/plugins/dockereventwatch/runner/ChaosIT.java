package io.jenkins.plugins.dockereventwatch.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.runner.Chaos.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that a watch relies on dies at random while containers die, and it too; afterwards each death is in the mailbox,
 * once. {@code -Dchaos.seconds=600 -Dchaos.seed=…} make it last longer, and choose the same victims again.
 */
@WithDocker
@WithPostgres
class ChaosIT {

    private static final Duration LENGTH =
            Duration.ofSeconds(Long.getLong("chaos.seconds", Boolean.getBoolean("test.long") ? 60 : 10));
    private static final long SEED =
            Long.getLong("chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    /** The longest pause between two attempts to deliver, and time for a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void oneWatcherWithItsOwnState(@WithDocker.Private DockerEngine engine) throws Exception {
        try (ChaosMailbox mailbox = new ChaosMailbox();
                ChaosWatcher watcher =
                        watcher("one", engine, mailbox, folder.resolve("state").toString())) {
            List<Victim> victims = new ArrayList<>(List.of(watcher, mailbox, engine(engine)));
            suffer("one watch", engine, mailbox, victims, List.of(watcher));
        }
    }

    @Test
    void twoWatchersOnOneDatabase(@WithDocker.Private DockerEngine engine, PostgresServer postgres) throws Exception {
        String state = postgres.createDatabase();
        try (ChaosMailbox mailbox = new ChaosMailbox();
                ChaosWatcher one = watcher("one", engine, mailbox, state);
                ChaosWatcher other = watcher("other", engine, mailbox, state)) {
            List<Victim> victims = new ArrayList<>(List.of(one, other, mailbox, engine(engine)));
            victims.add(Victim.of("PostgreSQL", postgres::kill, postgres::startAgain));
            suffer("two watchers", engine, mailbox, victims, List.of(one, other));
        }
    }

    private static Victim engine(DockerEngine engine) {
        return Victim.of("dockerd", engine::kill, engine::startAgain);
    }

    private ChaosWatcher watcher(String name, DockerEngine engine, ChaosMailbox mailbox, String state)
            throws Exception {
        return new ChaosWatcher(name, folder, engine.host().uri().toString(), mailbox.port(), state);
    }

    private static void suffer(
            String form, DockerEngine engine, ChaosMailbox mailbox, List<Victim> victims, List<ChaosWatcher> watchers)
            throws Exception {
        for (ChaosWatcher watcher : watchers) {
            watcher.awaitConnection();
        }
        Chaos chaos = new Chaos(new Random(SEED), victims);
        try (DyingContainers dying = new DyingContainers(engine, new Random(SEED + 1))) {
            chaos.run(LENGTH);
        }
        // What comes after all is well again: once it is there, so is all that came before.
        engine.run("last", DockerEngine.IMAGE, "exit 0");
        engine.awaitEnd("last");
        Map<String, Boolean> ends = ends(engine);
        List<String> expected = ends.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(mailbox.mails().keySet())
                        .as("%s, seed %d", form, SEED)
                        .containsAll(expected));
        for (ChaosWatcher watcher : watchers) {
            watcher.stop();
        }
        Map<String, ChaosMailbox.MailCount> mails = mailbox.mails();
        System.out.printf(
                "chaos, %s: seed %d, %d s, killed %s; %d deaths, %d mails, %d of them marked as possible duplicates%n",
                form,
                SEED,
                LENGTH.toSeconds(),
                chaos.kills(),
                expected.size(),
                mails.values().stream().mapToInt(ChaosMailbox.MailCount::all).sum(),
                mails.values().stream().mapToInt(ChaosMailbox.MailCount::marked).sum());
        assertThat(mails.keySet()).as("%s, seed %d", form, SEED).isSubsetOf(ends.keySet());
        assertThat(mails)
                .as("%s, seed %d", form, SEED)
                .allSatisfy((name, count) -> assertThat(count.all() - count.marked())
                        .as("mails of %s without a mark: %s", name, count)
                        .isLessThanOrEqualTo(1));
    }

    /** Containers that ended, and whether they were certainly running before: what fails to start may be told or not. */
    private static Map<String, Boolean> ends(DockerEngine engine) {
        Map<String, Boolean> ends = new TreeMap<>();
        for (Container listed :
                engine.client().listContainersCmd().withShowAll(true).exec()) {
            InspectContainerResponse container =
                    engine.client().inspectContainerCmd(listed.getId()).exec();
            InspectContainerResponse.ContainerState state = container.getState();
            String name = container.getName().replaceFirst("^/", "");
            boolean started =
                    !Optional.ofNullable(state.getStartedAt()).orElse("0001").startsWith("0001");
            boolean ended = "exited".equals(state.getStatus());
            ends.put(name, started && ended);
        }
        return ends;
    }
}
