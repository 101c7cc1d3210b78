package io.jenkins.plugins.dockereventwatch.runner.run;

import io.jenkins.plugins.dockereventwatch.run.LimitedRun;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Forwards the signals of this program to the container; the third one stops the run. */
final class SignalForwarder implements AutoCloseable {

    /** The JVM reserves the others. */
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private static final int STOP_AT = 3;

    private final LimitedRuns runs;
    private final RunHandle run;
    private final LimitedRun following;
    private final AtomicInteger count = new AtomicInteger();

    private SignalForwarder(LimitedRuns runs, RunHandle run, LimitedRun following) {
        this.runs = runs;
        this.run = run;
        this.following = following;
    }

    /** Starts forwarding. */
    static SignalForwarder start(LimitedRuns runs, RunHandle run, LimitedRun following) {
        SignalForwarder signals = new SignalForwarder(runs, run, following);
        NAMES.forEach(name -> Signals.handle(name, signals::forward));
        return signals;
    }

    private void forward(String signal) {
        if (count.incrementAndGet() >= STOP_AT) {
            following.stop(RunEnding.STOPPED);
            return;
        }
        try {
            runs.signal(run, signal);
        } catch (IOException e) {
            following.stop(RunEnding.STOPPED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        NAMES.forEach(name -> Signals.handle(name, null));
    }
}
