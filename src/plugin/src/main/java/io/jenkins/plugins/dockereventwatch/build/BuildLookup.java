package io.jenkins.plugins.dockereventwatch.build;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Finds the build that a container claims to belong to, in this Jenkins. */
final class BuildLookup {

    private final Clock clock;

    BuildLookup(Clock clock) {
        this.clock = clock;
    }

    /** The build; empty if there is none, or it could not have created the container. */
    Optional<Run<?, ?>> find(BuildReference claim) {
        return known(claim).filter(found -> ownView(found).fits(claim, clock.instant()));
    }

    /** A build that was found before; empty if it is gone. */
    Optional<Run<?, ?>> known(BuildReference reference) {
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
}
