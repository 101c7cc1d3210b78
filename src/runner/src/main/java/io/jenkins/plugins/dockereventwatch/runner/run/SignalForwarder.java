package io.jenkins.plugins.dockereventwatch.runner.run;

import io.jenkins.plugins.dockereventwatch.run.LimitedRun;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes the signals that this program gets on to the container; the third one stops it. */
public final class SignalForwarder implements AutoCloseable {

    /** The Java machine keeps the others for itself. */
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private static final int ENOUGH = 3;

    private final LimitedRuns runs;
    private final RunHandle run;
    private final LimitedRun following;
    private final AtomicInteger count = new AtomicInteger();

    private SignalForwarder(LimitedRuns runs, RunHandle run, LimitedRun following) {
        this.runs = runs;
        this.run = run;
        this.following = following;
    }

    /** Begins to. */
    public static SignalForwarder to(LimitedRuns runs, RunHandle run, LimitedRun following) {
        SignalForwarder signals = new SignalForwarder(runs, run, following);
        NAMES.forEach(name -> Signals.handle(name, signals::pass));
        return signals;
    }

    private void pass(String signal) {
        if (count.incrementAndGet() >= ENOUGH) {
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
