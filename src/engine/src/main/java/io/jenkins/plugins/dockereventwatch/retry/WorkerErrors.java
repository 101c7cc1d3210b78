package io.jenkins.plugins.dockereventwatch.retry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The unexpected errors of threads that have not recovered yet. Thread-safe. */
public final class WorkerErrors {

    private static final Logger LOG = System.getLogger(WorkerErrors.class.getName());

    private final Map<String, String> current = new ConcurrentHashMap<>();

    /** Records that a thread failed unexpectedly and goes on. Logs the error unless the thread had failed before. */
    public void failed(String thread, Throwable error) {
        String text = "internal error (" + error.getClass().getSimpleName() + "), see the log";
        if (current.put(thread, text) == null) {
            LOG.log(Level.ERROR, thread + ": internal error; continuing", error);
        }
    }

    /** Records that a thread has succeeded. */
    public void succeeded(String thread) {
        current.remove(thread);
    }

    /** Returns the current error of each failing thread, for people; it contains no data. */
    public Map<String, String> current() {
        return new TreeMap<>(current);
    }
}
