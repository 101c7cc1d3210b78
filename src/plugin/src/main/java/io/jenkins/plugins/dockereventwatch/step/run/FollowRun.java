package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import java.io.File;
import java.io.IOException;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Starts a created run unless it was started before, and follows it on the agent.
 *
 * @param docker the Docker Engine
 * @param run the created run
 * @param from the position up to which the output was read
 */
record FollowRun(AgentDocker docker, RunHandle run, LogCursor from)
        implements ControllerToAgentFileCallable<RunFollower> {

    private static final long serialVersionUID = 1L;

    @Override
    public RunFollower invoke(File workspace, VirtualChannel controller) throws IOException, InterruptedException {
        DockerConnection connection = docker.open();
        boolean following = false;
        try {
            LimitedRuns runs = new LimitedRuns(connection, ImageGate.OPEN);
            if (runs.state(run).isNew()) {
                runs.start(run);
            }
            AgentRunFollower follower = new AgentRunFollower(connection, runs, run, from);
            follower.start();
            following = true;
            Channel channel = Channel.current();
            return channel == null ? follower : channel.export(RunFollower.class, follower);
        } catch (RunException e) {
            return new FailedRunFollower(e.getMessage(), from);
        } finally {
            if (!following) {
                connection.close();
            }
        }
    }
}
