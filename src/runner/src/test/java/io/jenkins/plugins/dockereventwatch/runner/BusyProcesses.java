package io.jenkins.plugins.dockereventwatch.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that keep as many processors busy as long as this is open. */
final class BusyProcesses implements AutoCloseable {

    private final List<Process> processes = new ArrayList<>();

    BusyProcesses(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            // Ends with its parent, should that be killed.
            processes.add(new ProcessBuilder("sh", "-c", "while kill -0 $PPID; do :; done").start());
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
