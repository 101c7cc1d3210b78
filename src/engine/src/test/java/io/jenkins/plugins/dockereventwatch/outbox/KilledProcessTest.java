package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.outbox.CommittingProcess.Rank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process committed is in its state after it was killed, whenever that was: at work, at its start, while the state
 * is created, opened, compacted, or closed. {@code -Dkills=200 -Dkills.seed=…} repeats it as often and with the same pauses;
 * {@code -Dkills.lives=200} with one state, which becomes old.
 */
class KilledProcessTest {

    private static final int KILLS = Integer.getInteger("kills", Boolean.getBoolean("test.long") ? 30 : 5);
    private static final long SEED =
            Long.getLong("kills.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    /** A database that reuses space early shows its faults early; the default is 45 seconds. */
    private static final String REUSE_AFTER_MILLIS = System.getProperty("kills.reuse", "200");

    /** Every so often, the state is a new one, so that it is also killed while it is created. */
    private static final int LIVES_OF_A_STATE = Integer.getInteger("kills.lives", 5);

    private static final int LONGEST_WORK_MILLIS = Boolean.getBoolean("test.long") || KILLS > 5 ? 2000 : 500;
    private static final int LONGEST_STEP_MILLIS = 500;

    /** When a process is killed: a while after it has printed a word. */
    private enum Moment {
        STARTING("", LONGEST_STEP_MILLIS),
        OPENING("opening", LONGEST_STEP_MILLIS),
        WORKING("commit", LONGEST_WORK_MILLIS),
        CLOSING("closing", LONGEST_STEP_MILLIS / 2);

        private final String word;
        private final int longestMillis;

        Moment(String word, int longestMillis) {
            this.word = word;
            this.longestMillis = longestMillis;
        }

        /** A state is killed while it is created, and then mostly at work. */
        static Moment of(int life, Random random) {
            Moment[] others = {STARTING, OPENING, CLOSING};
            return life == 0 ? OPENING : life % 2 == 1 ? WORKING : others[random.nextInt(others.length)];
        }
    }

    /** The exit code of a process that was killed by SIGKILL. */
    private static final int KILLED = 128 + 9;

    /** Older messages may be deleted by now. */
    private static final Duration LOOKING_BACK = Duration.ofSeconds(30);

    private record Commit(Rank rank, long nanoTime) {}

    @TempDir
    private Path folder;

    private final Map<Long, Commit> commits = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();
    private final List<String> lost = new ArrayList<>();

    @Test
    void keepsCommitsOfKilledProcess() throws Exception {
        Random random = new Random(SEED);
        long committed = 0;
        long largest = 0;
        for (int i = 0; i < KILLS; i++) {
            Path state = folder.resolve("state-" + i / LIVES_OF_A_STATE);
            if (i % LIVES_OF_A_STATE == 0) {
                commits.clear();
                cursors.clear();
            }
            List<String> lines = run(state, Moment.of(i % LIVES_OF_A_STATE, random), random);
            committed += check(lines, i);
            largest = Math.max(largest, size(state));
        }

        System.out.printf(
                "killed processes: seed %d, %d kills, %d commits, largest state %d KiB%n",
                SEED, KILLS, committed, largest / 1024);
        assertThat(lost).as("commits lost, with seed %d", SEED).isEmpty();
        assertThat(committed).isPositive();
    }

    /** Returns the lines of a process that is killed. */
    private List<String> run(Path state, Moment moment, Random random) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CommittingProcess.class.getName(),
                        state.toString(),
                        REUSE_AFTER_MILLIS)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        int pause = random.nextInt(moment.longestMillis);
        try {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || moment == Moment.STARTING || printed(out, moment.word));
            process.waitFor(pause, TimeUnit.MILLISECONDS);
        } catch (ConditionTimeoutException e) {
            // A damaged state can make the database wait for ever.
            lost.add(state + " blocks its process, which does not print " + moment.word);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(() -> contents(out) + contents(errors)).isEqualTo(KILLED);
        return Files.readAllLines(out);
    }

    private static boolean printed(Path out, String word) throws IOException {
        return Files.readAllLines(out).stream().anyMatch(line -> line.startsWith(word));
    }

    private static String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares what each opening found with what was committed before. Returns the number of commits. */
    private long check(List<String> lines, int kill) {
        Map<Long, Rank> found = new HashMap<>();
        Map<String, Long> foundCursors = new HashMap<>();
        boolean open = false;
        long committed = 0;
        for (String line : lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "opening", "closing" -> open = false;
                case "row" -> found.put(Long.valueOf(words[1]), Rank.valueOf(words[2]));
                case "cursor" -> (open ? cursors : foundCursors).put(words[1], Long.valueOf(words[2]));
                case "opened" -> {
                    open = true;
                    compare(found, foundCursors, kill);
                    found.clear();
                    foundCursors.clear();
                }
                case "commit" -> {
                    committed++;
                    commits.put(Long.valueOf(words[1]), new Commit(Rank.valueOf(words[2]), System.nanoTime()));
                }
                default -> lost.add("kill " + kill + ": " + line);
            }
        }
        return committed;
    }

    private void compare(Map<Long, Rank> found, Map<String, Long> foundCursors, int kill) {
        long since = System.nanoTime() - LOOKING_BACK.toNanos();
        commits.values().removeIf(commit -> commit.nanoTime < since);
        commits.forEach((id, commit) -> {
            Rank rank = found.get(id);
            if (rank == null || rank.compareTo(commit.rank) < 0) {
                lost.add("kill " + kill + ": message " + id + " was " + commit.rank + " and is " + rank);
            }
        });
        cursors.forEach((host, nanos) -> {
            if (foundCursors.getOrDefault(host, 0L) < nanos) {
                lost.add(
                        "kill " + kill + ": cursor of " + host + " was " + nanos + " and is " + foundCursors.get(host));
            }
        });
    }

    static long size(Path state) throws IOException {
        if (!Files.exists(state)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
