package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the containers of ended owners from a Docker host: only containers whose labels are their own, not those of
 * their image, and whose owner is known to have ended.
 */
public final class OrphanReaper {

    /** Determines whether an owner has ended. */
    @FunctionalInterface
    public interface OwnerCheck {

        /**
         * Returns whether the owner of a run has ended; false if this cannot be determined, or the claim is not signed by
         * this installation.
         */
        boolean hasEnded(RunClaim claim) throws IOException;
    }

    private OrphanReaper() {}

    /**
     * Removes the containers whose owners have ended.
     *
     * @return the IDs of the removed containers
     */
    public static List<String> reap(LimitedRuns runs, OwnerCheck ownerCheck) throws IOException, InterruptedException {
        List<String> removed = new ArrayList<>();
        for (JsonNode container : runs.containers(RunClaim.RUN_LABEL)) {
            if (ownerCheck.hasEnded(RunClaim.of(container.path("Labels"))) && !runs.isInherited(container)) {
                String id = container.path("Id").asText();
                runs.remove(id);
                removed.add(id);
            }
        }
        return removed;
    }

    /** Reaps once in a daemon thread. Failures are logged; the next call tries again. */
    public static void inBackground(LimitedRuns runs, OwnerCheck ownerCheck) {
        Thread thread = new Thread(
                () -> {
                    System.Logger log = System.getLogger(OrphanReaper.class.getName());
                    try {
                        List<String> removed = reap(runs, ownerCheck);
                        if (!removed.isEmpty()) {
                            log.log(System.Logger.Level.INFO, "Removed containers of ended runs: {0}", removed);
                        }
                    } catch (IOException e) {
                        log.log(System.Logger.Level.DEBUG, "Containers of ended runs could not be removed", e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "limited-run-reaper");
        thread.setDaemon(true);
        thread.start();
    }
}
