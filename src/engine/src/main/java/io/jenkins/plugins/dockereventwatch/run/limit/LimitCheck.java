package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Validates requests for limited runs. A permitted run has a value for every limit; values that Docker interprets as
 * unlimited are refused.
 *
 * @see <a href="https://docs.docker.com/engine/containers/resource_constraints/">Resource constraints</a>
 */
public final class LimitCheck {

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(10);
    private static final int LONGEST_IMAGE = 1000;

    private final LimitPolicy policy;
    private final HostCapacity host;
    private final Workspace workspace;

    /** Creates a check for the site's rules, a Docker host, and the workspace for mounts. */
    public LimitCheck(LimitPolicy policy, HostCapacity host, Workspace workspace) {
        this.policy = policy;
        this.host = host;
        this.workspace = workspace;
    }

    /**
     * Validates everything that does not depend on the Docker host, that is, everything except mounts and the host's
     * capacity. An invalid request is thus refused even if no engine responds.
     *
     * @throws RefusedException if the request is not permitted; contains every reason
     */
    public static void checkBeforehand(LimitPolicy policy, RunRequest request) throws RefusedException {
        Workspace none = new Workspace(Path.of("/"), false, Set.of(), null);
        new LimitCheck(policy, HostCapacity.BOUNDLESS, none)
                .check(new RunRequest(
                        request.image(),
                        request.arguments(),
                        request.options().without(RunOption.VOLUME),
                        request.input(),
                        request.terminal()));
    }

    /**
     * Validates a request and returns the permitted run.
     *
     * @throws RefusedException if the request is not permitted; contains every reason
     */
    public RunSpec check(RunRequest request) throws RefusedException {
        List<Refusal> refusals = new ArrayList<>();
        host.cannotLimit().forEach(option -> refusals.add(cannotLimit(option)));
        RunOptions options = request.options();
        ResourceCheck resources = new ResourceCheck(policy, host, options, refusals);
        ResourceLimits limits = resources.check();
        IsolationCheck isolation = new IsolationCheck(policy, workspace, refusals);
        Isolation isolated = isolation.check(options, limits == null ? ResourceCheck.SHM : limits.memory());
        ContainerCommand command = isolation.command(request);
        checkImage(request.image(), refusals);
        PullPolicy pull = resources
                .read(RunOption.PULL, options.one(RunOption.PULL), OptionForm::pull)
                .orElse(PullPolicy.MISSING);
        Duration stop =
                resources.value(RunOption.STOP_TIMEOUT, TimeLimit::parse).orElse(STOP);
        if (stop.compareTo(LONGEST_STOP) > 0) {
            refusals.add(new Refusal(
                    RunOption.STOP_TIMEOUT.key(), "at most " + TimeLimit.text(LONGEST_STOP), Authority.USER));
        }
        if (!refusals.isEmpty()) {
            throw new RefusedException(refusals);
        }
        return new RunSpec(
                request.image(), options.one(RunOption.NAME).orElse(null), command, limits, isolated, pull, stop);
    }

    private static Refusal cannotLimit(RunOption option) {
        return new Refusal(
                option.key(),
                "the Docker host cannot limit this: 'docker info' there warns of it, and its kernel needs the"
                        + (option == RunOption.MEMORY_SWAP ? " boot option swapaccount=1" : " cgroup controller"),
                Authority.HOST);
    }

    private static void checkImage(String image, List<Refusal> refusals) {
        if (image.isBlank()
                || image.length() > LONGEST_IMAGE
                || image.startsWith("-")
                || image.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            refusals.add(new Refusal(
                    "image",
                    "Invalid image " + Refusal.quoted(image) + ": expected a name, as in maven:3.9",
                    Authority.USER));
        }
    }
}
