package io.jenkins.plugins.dockereventwatch.build;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.displayurlapi.DisplayURLProvider;

/** Links alerts to builds and builds to alerts. Claims of containers are verified. */
public final class BuildLinks implements LogRedactor, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BuildLinks.class.getName());
    private static final int MAX_WAITING = 1_000;
    private static final int CLOSE_TIMEOUT_SECONDS = 2;

    private final Clock clock;

    /** Saves builds in a separate thread, so that a slow disk does not delay alerts. */
    private final ThreadPoolExecutor writer =
            new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                Thread thread = new Thread(task, "docker-event-watch builds");
                thread.setDaemon(true);
                return thread;
            });

    public BuildLinks(Clock clock) {
        this.clock = clock;
        writer.allowCoreThreadTimeOut(true);
    }

    @Override
    public String redact(Optional<BuildReference> build, String text) {
        return build.flatMap(this::find)
                .map(BuildSecrets::of)
                .orElseGet(BuildSecrets::ofJenkins)
                .hide(text);
    }

    /** Replaces the build that a container claims by the verified one, or removes it. */
    public AlertContext resolve(AlertContext claimed) {
        return claimed.build()
                .flatMap(this::find)
                .map(run -> claimed.withBuild(reference(run, claimed.build().get())))
                .orElseGet(claimed::withoutBuild);
    }

    /** Returns the build; empty if it does not exist or cannot have created the container. */
    private Optional<Run<?, ?>> find(BuildReference claim) {
        return known(claim).filter(found -> ownView(found).fits(claim, clock.instant()));
    }

    /** Returns a build that was found before; empty if it does not exist any more. */
    private static Optional<Run<?, ?>> known(BuildReference reference) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(reference.job(), Job.class);
            return Optional.ofNullable(job == null ? null : job.getBuildByNumber(reference.number()));
        }
    }

    private static ClaimedBuild ownView(Run<?, ?> run) {
        Optional<String> address =
                Optional.ofNullable(Jenkins.get().getRootUrl()).map(root -> root + run.getUrl());
        Optional<Instant> end = run.isBuilding()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(run.getStartTimeInMillis() + run.getDuration()));
        return new ClaimedBuild(address, Instant.ofEpochMilli(run.getStartTimeInMillis()), end);
    }

    private static BuildReference reference(Run<?, ?> run, BuildReference claim) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            // Without a configured root URL there is no URL for a mail.
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

    /** Returns the mail addresses of the people responsible for a build that {@link #resolve} returned. */
    public List<String> responsible(BuildReference resolved) {
        return known(resolved).map(ResponsiblePeople::addresses).orElse(List.of());
    }

    /** Adds an alert to the page of the build that {@link #resolve} returned. Asynchronous. */
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
            Run<?, ?> run = known(build).orElse(null);
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

    /** Stops the thread. Waits a short time for pending builds to be saved. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
