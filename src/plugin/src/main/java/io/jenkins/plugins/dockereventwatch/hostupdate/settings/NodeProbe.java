package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.process.BoundedOutput;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.probe.HostOutputReader;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.ProbeOutput;
import io.jenkins.plugins.dockereventwatch.update.probe.ProbeScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the host of a node through the node's launcher. The script runs as the agent's user, changes nothing, and is
 * ended at the time limit.
 *
 * @param nodeName the name of the node; empty for the built-in node
 */
record NodeProbe(String nodeName) implements HostProbe {

    /** Includes the time to download package lists. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final int MAX_ERROR_OUTPUT = 4096;

    /** Reads the host in another thread, since many Jenkins APIs wait for the channel: the time limit interrupts it. */
    @Override
    public String collect() throws UnreadableHostException, InterruptedException {
        Future<String> output = Computer.threadPoolForRemoting.submit(() -> run(launcher()));
        try {
            return output.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnreadableHostException("no complete response within " + TIMEOUT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnreadableHostException failure
                    ? failure
                    : new UnreadableHostException(
                            "cannot be read: " + e.getCause().getMessage(), e.getCause());
        } finally {
            output.cancel(true);
        }
    }

    private Launcher launcher() throws UnreadableHostException {
        Node node =
                NodeSelector.find(nodeName).orElseThrow(() -> new UnreadableHostException("the node no longer exists"));
        Computer computer = node.toComputer();
        if (!nodeName.isEmpty() && (computer == null || computer.isOffline())) {
            String reason = computer == null ? "" : FormText.trimmed(computer.getOfflineCauseReason());
            throw new UnreadableHostException("the agent is offline" + (reason.isEmpty() ? "" : ": " + reason));
        }
        Launcher launcher = node.createLauncher(TaskListener.NULL);
        if (!launcher.isUnix()) {
            throw new UnreadableHostException("Windows hosts are not supported");
        }
        return launcher;
    }

    private static String run(Launcher launcher) throws UnreadableHostException, IOException, InterruptedException {
        // One byte above the maximum, so that an overflow is detected.
        BoundedOutput output = new BoundedOutput(HostOutputReader.LONGEST + 1);
        BoundedOutput errors = new BoundedOutput(MAX_ERROR_OUTPUT);
        launcher.launch()
                .cmds("sh", "-s", ProbeScript.boundary())
                .quiet(true)
                .stdin(new ByteArrayInputStream(ProbeScript.text().getBytes(StandardCharsets.UTF_8)))
                .stdout(output)
                .stderr(errors)
                .start()
                .join();
        String text = output.text();
        if (!ProbeOutput.isLikely(text)) {
            throw new UnreadableHostException("cannot be read: " + errors.text());
        }
        return text;
    }
}
