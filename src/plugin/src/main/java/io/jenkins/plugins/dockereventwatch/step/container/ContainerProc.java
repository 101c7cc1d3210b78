package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.Proc;
import io.jenkins.plugins.dockereventwatch.process.BoundedOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A command that was started in a container. */
final class ContainerProc extends Proc {

    /** Kills it. */
    @FunctionalInterface
    interface Killer {

        /** Kills the command and what it started. */
        void kill() throws IOException, InterruptedException;
    }

    private static final Logger LOG = Logger.getLogger(ContainerProc.class.getName());

    private final Future<Integer> exitCode;
    private final BoundedOutput kept;
    private final Killer killer;

    /**
     * One that was started.
     *
     * @param kept what it prints, where whoever started it wants to read that; null: it goes elsewhere
     */
    ContainerProc(Future<Integer> exitCode, BoundedOutput kept, Killer killer) {
        this.exitCode = exitCode;
        this.kept = kept;
        this.killer = killer;
    }

    @Override
    public boolean isAlive() {
        return !exitCode.isDone();
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        try {
            killer.kill();
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

    /** Without the cause, which a Pipeline cannot keep: it is of the agent's Java machine. */
    static IOException asIOException(ExecutionException e) {
        LOG.log(Level.FINE, e, () -> "Command in a container failed");
        return new IOException(
                e.getCause() instanceof IOException trouble
                        ? trouble.getMessage()
                        : "The agent failed to run the command: " + e.getCause());
    }

    /** What it printed, both streams in one, once it has ended. */
    @Override
    public InputStream getStdout() {
        return kept == null ? null : new Late();
    }

    @Override
    public InputStream getStderr() {
        return kept == null ? null : InputStream.nullInputStream();
    }

    /** The input was given at the start. */
    @Override
    public OutputStream getStdin() {
        return null;
    }

    private final class Late extends InputStream {

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
                bytes = new ByteArrayInputStream(kept.bytes());
            }
            return bytes.read();
        }
    }
}
