package io.jenkins.plugins.dockereventwatch.build;

import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.displayurlapi.DisplayURLProvider;

/** Links alerts to builds: both ways, with nothing taken over that a container only claims. */
public final class BuildLinks implements LogRedactor, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BuildLinks.class.getName());
    private static final int WAITING = 1_000;
    private static final int LAST_WRITES_SECONDS = 2;

    private final BuildLookup lookup;

    /** Builds are written by a thread of its own, so that a slow disk holds up no alert. */
    private final ThreadPoolExecutor writer =
            new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "docker-event-watch builds");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Prepares it.
     *
     * @param clock tells how long ago builds ended
     */
    public BuildLinks(Clock clock) {
        this.lookup = new BuildLookup(clock);
        writer.allowCoreThreadTimeOut(true);
    }

    @Override
    public String redact(Optional<BuildReference> build, String text) {
        return build.flatMap(lookup::find)
                .map(BuildSecrets::of)
                .orElseGet(BuildSecrets::ofJenkins)
                .hide(text);
    }

    /** Puts in place of the build that a container claims the one that this Jenkins knows, or none. */
    public AlertContext resolve(AlertContext claimed) {
        return claimed.build()
                .flatMap(lookup::find)
                .map(run -> claimed.withBuild(reference(run, claimed.build().get())))
                .orElseGet(claimed::withoutBuild);
    }

    private static BuildReference reference(Run<?, ?> run, BuildReference claim) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            // Where Jenkins does not know its own address, there is none that a mail could link to.
            Optional<String> url =
                    claim.url().map(known -> DisplayURLProvider.get().getRunURL(run));
            return new BuildReference(
                    url,
                    run.getParent().getFullName(),
                    run.getNumber(),
                    claim.node(),
                    ResponsiblePeople.startedBy(run));
        }
    }

    /** The mail addresses of the people responsible for a build that {@link #resolve} found. */
    public List<String> responsible(BuildReference resolved) {
        return lookup.known(resolved).map(ResponsiblePeople::addresses).orElse(List.of());
    }

    /** Shows an alert on the page of the build that {@link #resolve} found; soon, not at once. */
    public void show(Alert alert) {
        alert.context().build().ifPresent(build -> {
            try {
                writer.execute(() -> write(build, alert));
            } catch (RejectedExecutionException e) {
                LOG.log(
                        Level.WARNING,
                        "Alert is not shown on {0}: too many alerts are waiting to be written",
                        build.displayName());
            }
        });
    }

    private void write(BuildReference build, Alert alert) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Run<?, ?> run = lookup.known(build).orElse(null);
            if (run == null) {
                return;
            }
            DockerAlertsAction action = BuildEntry.of(run, DockerAlertsAction.class, DockerAlertsAction::new);
            if (action.add(alert)) {
                run.save();
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, e, () -> "Failed to show an alert on " + build.displayName());
        }
    }

    /** Ends it; what waits is still written, if that does not take long. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_WRITES_SECONDS, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
