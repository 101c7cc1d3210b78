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

    /** Returns the build; empty if it does not exist or cannot have created the container. */
    Optional<Run<?, ?>> find(BuildReference claim) {
        return known(claim).filter(found -> ownView(found).fits(claim, clock.instant()));
    }

    /** Returns a build that was found before; empty if it does not exist any more. */
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
