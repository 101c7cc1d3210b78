package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.FilePath;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildLabels;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.run.RunOwner;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;

/** Builds as the owners of limited runs. */
final class BuildRunOwner {

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
        return RunOwner.build(instance(), job, build.getNumber(), BuildLabels.of(reference));
    }

    private static String instance() {
        return Jenkins.get().getLegacyInstanceId();
    }

    /** Removes containers that finished builds of this Jenkins left on a Docker host. */
    static void reap(FilePath workspace, AgentDocker docker) throws IOException, InterruptedException {
        Set<String> gone = new HashSet<>();
        for (String owner : workspace.act(new OrphanedRuns(docker, Set.of()))) {
            if (isGone(owner)) {
                gone.add(owner);
            }
        }
        if (!gone.isEmpty()) {
            workspace.act(new OrphanedRuns(docker, gone));
        }
    }

    /** Returns whether the owner is a finished build of this Jenkins. Returns false for owners of other watchers. */
    static boolean isGone(String owner) {
        String ours = "build:" + instance() + ":";
        int number = owner.lastIndexOf('#');
        if (!owner.startsWith(ours) || number < ours.length()) {
            return false;
        }
        String digits = owner.substring(number + 1);
        if (!digits.matches("[0-9]{1,9}")) {
            return false;
        }
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(owner.substring(ours.length(), number), Job.class);
            Run<?, ?> build = job == null ? null : job.getBuildByNumber(Integer.parseInt(digits));
            return build == null || !build.isBuilding();
        }
    }
}
