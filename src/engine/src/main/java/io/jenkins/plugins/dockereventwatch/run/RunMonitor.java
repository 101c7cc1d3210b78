package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.run.log.LogReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

/**
 * Looks at a run from beside: what it uses, whether its time is over, and whether its log still comes although the
 * container has ended or the connection is dead. It asks each time by a request of its own, not by a stream of usages,
 * which would be as dead as the connection.
 */
final class RunMonitor implements AutoCloseable {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int SILENT_LOOKS = 3;

    private final LimitedRuns runs;
    private final RunHandle run;
    private final LogReader log;
    private final Consumer<RunEnding> stop;
    private final Thread thread;
    private volatile RunUsage usage = RunUsage.NONE;

    /** On the clock of {@link System#nanoTime}; null: not known yet, or there is none. */
    private Long deadline;

    RunMonitor(LimitedRuns runs, RunHandle run, LogReader log, Consumer<RunEnding> stop) {
        this.runs = runs;
        this.run = run;
        this.log = log;
        this.stop = stop;
        this.thread = new Thread(this::look, "limited-run-monitor");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What was seen so far. */
    RunUsage usage() {
        return usage;
    }

    private void look() {
        try {
            Duration pause = FIRST;
            int silent = 0;
            long before = 0;
            while (true) {
                Thread.sleep(untilNextLook(pause));
                pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
                if (deadline != null && System.nanoTime() - deadline >= 0) {
                    stop.accept(RunEnding.TIME_LIMIT);
                }
                long progress = log.progress();
                silent = sees() || progress != before ? 0 : silent + 1;
                before = progress;
                if (silent == SILENT_LOOKS) {
                    // Either the end was not noticed, or the connection is dead: reading again finds out.
                    log.interrupt();
                    silent = 0;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private long untilNextLook(Duration pause) {
        if (deadline == null) {
            return pause.toMillis();
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        return left < 0 ? pause.toMillis() : Math.min(pause.toMillis(), left + 1);
    }

    /** Looks once; false: the container does not run, or the engine does not answer. */
    private boolean sees() throws InterruptedException {
        try {
            JsonNode stats = runs.usage(run);
            RunUsage seen = UsageReading.of(stats);
            usage = usage.and(seen);
            if (seen.cpu().isZero()) {
                return false;
            }
            if (deadline == null && run.spec().limits().time() != null) {
                // By the host's clock, since another process may have started it long ago.
                Instant now = OffsetDateTime.parse(stats.path("read").asText()).toInstant();
                Duration ran = Duration.between(runs.state(run).startedAt(), now);
                deadline = System.nanoTime()
                        + run.spec().limits().time().minus(ran).toNanos();
            }
            return true;
        } catch (IOException | RunException e) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
