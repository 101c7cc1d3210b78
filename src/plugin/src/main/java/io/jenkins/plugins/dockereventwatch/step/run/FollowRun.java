package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.AbortException;
import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRun;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import io.jenkins.plugins.dockereventwatch.step.container.ControlFiles;
import io.jenkins.plugins.dockereventwatch.step.container.ControlFolder;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Starts a created run unless it was started before, and follows it on the agent. Throws an {@link AbortException} if
 * the run cannot be followed any more.
 *
 * @param docker the Docker Engine
 * @param run the created run
 * @param from the position up to which the output was read
 * @param control the folder by which Jenkins controls the steps of a block; null for none
 */
record FollowRun(AgentDocker docker, RunHandle run, LogCursor from, ControlFolder control)
        implements ControllerToAgentFileCallable<RunFollower> {

    @Override
    public RunFollower invoke(File workspace, VirtualChannel controller) throws IOException, InterruptedException {
        RunFollower follower = follow();
        Channel channel = Channel.current();
        return channel == null ? follower : channel.export(RunFollower.class, follower);
    }

    RunFollower follow() throws IOException, InterruptedException {
        DockerConnection connection = docker.open();
        Follower follower = null;
        try {
            LimitedRuns runs = new LimitedRuns(connection, ImageGate.OPEN);
            if (runs.state(run).isNew()) {
                runs.start(run);
            }
            follower = new Follower(connection, runs, this);
        } catch (RunException e) {
            throw new AbortException(e.getMessage());
        } finally {
            if (follower == null) {
                connection.close();
            }
        }
        follower.thread.start();
        return follower;
    }

    /** Follows a run in its own thread, until the run ends or the controller stops polling. */
    private static final class Follower implements RunFollower {

        private static final Duration POLL_TIMEOUT = Duration.ofSeconds(5);
        private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);
        private static final Duration ENGINE_TIMEOUT = Duration.ofMinutes(5);

        private final DockerConnection connection;
        private final OutputBuffer output;
        private final LimitedRun run;
        private final ControlFolder control;
        private final Thread thread;

        private Follower(DockerConnection connection, LimitedRuns runs, FollowRun request) {
            this.connection = connection;
            output = new OutputBuffer(request.from(), ABANDONED_AFTER);
            run = new LimitedRun(runs, request.run(), request.from(), output, ENGINE_TIMEOUT);
            control = request.control();
            thread = new Thread(this::follow, "limited-run " + request.run().run());
            thread.setDaemon(true);
        }

        private void follow() {
            try (connection) {
                output.end(result());
            } catch (RunException e) {
                output.fail(e.getMessage());
            } catch (InterruptedException e) {
                output.fail("the run is no longer followed");
            } catch (RuntimeException e) {
                output.fail("failed to follow the run: " + e);
            }
        }

        private RunResult result() throws RunException, InterruptedException {
            if (control == null) {
                return run.follow();
            }
            try (ControlFiles files = ControlFiles.copying(control)) {
                return run.follow();
            }
        }

        @Override
        public RunProgress next() throws IOException, InterruptedException {
            return output.take(POLL_TIMEOUT);
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
}
