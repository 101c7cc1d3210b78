package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.LimitedRun;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import java.time.Duration;

/** Follows a run on the agent in its own thread, until the run ends or the controller stops polling. */
final class AgentRunFollower implements RunFollower {

    private static final Duration NEWS = Duration.ofSeconds(5);
    private static final Duration ABANDONED = Duration.ofMinutes(10);
    private static final Duration ENGINE = Duration.ofMinutes(5);

    private final DockerConnection connection;
    private final OutputBuffer lines;
    private final LimitedRun run;
    private final Thread thread;

    AgentRunFollower(DockerConnection connection, LimitedRuns runs, RunHandle handle, LogCursor from) {
        this.connection = connection;
        this.lines = new OutputBuffer(from, ABANDONED);
        this.run = new LimitedRun(runs, handle, from, lines, ENGINE);
        this.thread = new Thread(this::follow, "limited-run " + handle.run());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void follow() {
        try (connection) {
            lines.end(run.follow());
        } catch (RunException e) {
            lines.fail(e.getMessage());
        } catch (InterruptedException e) {
            lines.fail("the run is no longer followed");
        } catch (RuntimeException e) {
            lines.fail("failed to follow the run: " + e);
        }
    }

    @Override
    public RunProgress next() throws InterruptedException {
        return lines.take(NEWS);
    }

    @Override
    public void stop(RunEnding why) {
        run.stop(why);
    }

    @Override
    public void leave() {
        thread.interrupt();
    }
}
