package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.run.limit.Mount;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mounts of a run that code in another container may replace by symbolic links between their check and the start.
 * Processes keep them open until then, and the engine mounts what is open.
 */
final class PinnedMounts {

    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

    /** Opens the path, and ends with this program or when its input ends. */
    private static final String HOLD = "exec 9< \"$1\" && echo && read -r end";

    private static final Map<String, List<Process>> BY_RUN = new ConcurrentHashMap<>();

    private PinnedMounts() {}

    /**
     * Opens the replaceable mounts of a run until they are {@linkplain #release released}.
     *
     * @return the specification with paths to what is open
     * @throws RefusedException if a path cannot be opened, or meanwhile leads elsewhere
     */
    static RunSpec pin(String run, RunSpec spec) throws RefusedException, IOException, InterruptedException {
        List<Process> holders = new ArrayList<>();
        BY_RUN.put(run, holders);
        List<Mount> mounts = new ArrayList<>();
        for (Mount mount : spec.isolation().mounts()) {
            if (mount.replaceable()) {
                Process holder = new ProcessBuilder("sh", "-c", HOLD, "sh", mount.source())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                holders.add(holder);
                mounts.add(mount.withSource(opened(holder, mount.source())));
            } else {
                mounts.add(mount);
            }
        }
        return spec.withMounts(mounts);
    }

    private static String opened(Process holder, String path)
            throws RefusedException, IOException, InterruptedException {
        String open = "/proc/" + holder.pid() + "/fd/9";
        // a deadline, because a named pipe opens only with a writer
        boolean inTime =
                Polling.await(() -> holder.getInputStream().available() > 0 || !holder.isAlive(), OPEN_TIMEOUT);
        if (!inTime
                || !holder.isAlive()
                || !Files.readSymbolicLink(Path.of(open)).equals(Path.of(path))) {
            throw new RefusedException(List.of(new Refusal(
                    "volume",
                    Refusal.quoted(path) + " was removed or replaced after its check",
                    Refusal.Authority.USER)));
        }
        return open;
    }

    /** Returns whether all replaceable mounts of a run are open in this process. */
    static boolean arePinned(RunHandle run) {
        List<Process> holders = BY_RUN.getOrDefault(run.run(), List.of());
        return run.spec().isolation().mounts().stream().noneMatch(Mount::replaceable)
                || !holders.isEmpty() && holders.stream().allMatch(Process::isAlive);
    }

    /** Closes the mounts of a run. The container keeps what the engine has mounted. */
    static void release(String run) {
        List<Process> holders = BY_RUN.remove(run);
        if (holders != null) {
            holders.forEach(Process::destroyForcibly);
        }
    }
}
