package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.Proc;
import io.jenkins.plugins.dockereventwatch.process.BoundedOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A running command in a container. */
final class ContainerProc extends Proc {

    private static final Logger LOG = Logger.getLogger(ContainerProc.class.getName());

    private final Future<Integer> exitCode;
    private final BoundedOutput output;
    private final ContainerLauncher launcher;
    private final Map<String, String> mark;

    /**
     * Creates a process.
     *
     * @param output receives the output if the caller reads it; null if the output is written elsewhere
     * @param mark a variable that the command and its child processes have
     */
    ContainerProc(
            Future<Integer> exitCode, BoundedOutput output, ContainerLauncher launcher, Map<String, String> mark) {
        this.exitCode = exitCode;
        this.output = output;
        this.launcher = launcher;
        this.mark = mark;
    }

    @Override
    public boolean isAlive() {
        return !exitCode.isDone();
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        try {
            launcher.kill(mark);
        } finally {
            exitCode.cancel(true);
        }
    }

    @Override
    public int join() throws IOException, InterruptedException {
        try {
            return exitCode.get();
        } catch (ExecutionException e) {
            throw asIOException(e);
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    /**
     * Converts the failure without its cause: the cause comes from the agent's JVM and cannot be serialized with the
     * Pipeline.
     */
    static IOException asIOException(ExecutionException e) {
        LOG.log(Level.FINE, e, () -> "Command in a container failed");
        return new IOException(
                e.getCause() instanceof IOException failure
                        ? failure.getMessage()
                        : "The agent failed to run the command: " + e.getCause());
    }

    /**
     * Returns the combined output of both streams, available after the command has ended, or null if it is written
     * elsewhere.
     */
    @Override
    public InputStream getStdout() {
        return output == null ? null : new OutputAfterEnd();
    }

    @Override
    public InputStream getStderr() {
        return output == null ? null : InputStream.nullInputStream();
    }

    /** Returns null: the input is passed at the start. */
    @Override
    public OutputStream getStdin() {
        return null;
    }

    private final class OutputAfterEnd extends InputStream {

        private InputStream bytes;

        @Override
        public int read() throws IOException {
            if (bytes == null) {
                try {
                    join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
                bytes = new ByteArrayInputStream(output.bytes());
            }
            return bytes.read();
        }
    }
}
