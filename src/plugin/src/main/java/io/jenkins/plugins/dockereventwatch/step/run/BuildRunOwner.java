package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.FilePath;
import hudson.model.Job;
import hudson.model.Run;
import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildClaims;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.OrphanReaper;
import io.jenkins.plugins.dockereventwatch.run.RunClaim;
import io.jenkins.plugins.dockereventwatch.run.RunOwner;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.agents.ControllerToAgentFileCallable;
import jenkins.model.Jenkins;
import jenkins.security.HMACConfidentialKey;

/** Builds as the owners of limited runs. */
final class BuildRunOwner {

    private static final HMACConfidentialKey KEY = new HMACConfidentialKey(BuildRunOwner.class, "runs");

    private BuildRunOwner() {}

    /**
     * Returns the owner that represents a build, with labels that identify the build on the Docker host.
     *
     * @param node the name of the build's node; empty for the built-in node
     */
    static RunOwner of(Run<?, ?> build, String node) {
        String job = build.getParent().getFullName();
        Optional<String> address =
                Optional.ofNullable(Jenkins.get().getRootUrl()).map(root -> root + build.getUrl());
        Optional<String> startedBy = build.getCauses().stream().findFirst().map(cause -> cause.getShortDescription());
        BuildReference reference = new BuildReference(
                address, job, build.getNumber(), Optional.of(node.isEmpty() ? "built-in" : node), startedBy);
        return RunOwner.build(instance(), job, build.getNumber(), BuildClaims.labels(reference), KEY::mac);
    }

    private static String instance() {
        return Jenkins.get().getLegacyInstanceId();
    }

    /** Removes containers that finished builds of this Jenkins left on a Docker host. */
    static void reap(FilePath workspace, AgentDocker docker) throws IOException, InterruptedException {
        Set<RunClaim> gone = new HashSet<>();
        for (RunClaim claim : workspace.act(new RemoveOrphans(docker, Set.of()))) {
            if (claim.isSignedBy(KEY::mac) && isGone(claim.owner())) {
                gone.add(claim);
            }
        }
        if (!gone.isEmpty()) {
            workspace.act(new RemoveOrphans(docker, gone));
        }
    }

    /** Returns whether the owner is a finished build of this Jenkins. Returns false for owners of other watchers. */
    private static boolean isGone(String owner) {
        Matcher owned = Pattern.compile("build:" + Pattern.quote(instance()) + ":(.*)#([0-9]{1,9})", Pattern.DOTALL)
                .matcher(owner);
        if (!owned.matches()) {
            return false;
        }
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(owned.group(1), Job.class);
            Run<?, ?> build = job == null ? null : job.getBuildByNumber(Integer.parseInt(owned.group(2)));
            return build == null || !build.isBuilding();
        }
    }

    /**
     * Removes the containers of owners that no longer exist from the agent's Docker host. Returns the claims of the other
     * containers.
     *
     * @param docker the Docker Engine
     * @param gone the claims of owners that no longer exist, which the controller has verified
     */
    record RemoveOrphans(AgentDocker docker, Set<RunClaim> gone)
            implements ControllerToAgentFileCallable<Set<RunClaim>> {

        RemoveOrphans {
            gone = new HashSet<>(gone);
        }

        @Override
        public Set<RunClaim> invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
            Set<RunClaim> others = new HashSet<>();
            try (DockerConnection connection = docker.open()) {
                OrphanReaper.reap(new LimitedRuns(connection, ImageGate.OPEN), claim -> {
                    others.add(claim);
                    return gone.contains(claim);
                });
            }
            others.removeAll(gone);
            return others;
        }
    }
}
