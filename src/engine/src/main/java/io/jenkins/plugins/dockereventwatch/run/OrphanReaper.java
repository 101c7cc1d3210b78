package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes what owners that are gone left on a Docker host: only containers that carry our labels, and only where the
 * owner is known to be gone.
 */
public final class OrphanReaper {

    /** Knows whether an owner is gone; of one that it does not know it says no. */
    @FunctionalInterface
    public interface Gone {

        /**
         * Judges an owner.
         *
         * @param owner as {@link RunOwner#text()} has it
         */
        boolean isGone(String owner) throws IOException;
    }

    private final LimitedRuns runs;
    private final Gone gone;

    /** On a host. */
    public OrphanReaper(LimitedRuns runs, Gone gone) {
        this.runs = runs;
        this.gone = gone;
    }

    /**
     * Removes them.
     *
     * @return the ids of the containers that were removed
     */
    public List<String> reap() throws IOException, InterruptedException {
        List<String> removed = new ArrayList<>();
        for (JsonNode container : runs.ours()) {
            String owner = container.path("Labels").path(RunLabels.OWNER).asText("");
            if (!owner.isEmpty() && gone.isGone(owner)) {
                String id = container.path("Id").asText();
                runs.remove(id);
                removed.add(id);
            }
        }
        return removed;
    }

    /** Removes them meanwhile, in a thread that ends with the program; what fails is tried again by the next one. */
    public static void inBackground(LimitedRuns runs, Gone gone) {
        Thread thread = new Thread(
                () -> {
                    System.Logger log = System.getLogger(OrphanReaper.class.getName());
                    try {
                        List<String> removed = new OrphanReaper(runs, gone).reap();
                        if (!removed.isEmpty()) {
                            log.log(System.Logger.Level.INFO, "removed what ended runs left behind: {0}", removed);
                        }
                    } catch (IOException e) {
                        log.log(System.Logger.Level.DEBUG, "nothing removed", e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "limited-run-reaper");
        thread.setDaemon(true);
        thread.start();
    }
}
