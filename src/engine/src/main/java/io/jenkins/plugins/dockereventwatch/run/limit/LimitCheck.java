package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates requests for limited runs. A permitted run has a value for every limit; values that Docker interprets as
 * unlimited are refused.
 *
 * @see <a href="https://docs.docker.com/engine/containers/resource_constraints/">Resource constraints</a>
 */
public final class LimitCheck {

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(10);
    private static final Pattern IMAGE = Pattern.compile("[^-\\x00-\\x20\\x7f][^\\x00-\\x20\\x7f]{0,999}");

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
        Workspace none = new Workspace(Path.of("/"), false, Set.of(), null, Set.of());
        new LimitCheck(policy, HostCapacity.UNKNOWN, none)
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
        Refusals refusals = new Refusals();
        host.cannotLimit()
                .forEach(option -> refusals.add(
                        option,
                        "the Docker host does not support this limit, see 'docker info'; its kernel needs the"
                                + (option == RunOption.MEMORY_SWAP
                                        ? " boot option swapaccount=1"
                                        : " cgroup controller"),
                        Authority.HOST));
        RunOptions options = request.options().withDefaults(policy.defaults());
        ResourceLimits limits = new ResourceCheck(policy.maxima(), host, options, refusals).check();
        IsolationCheck isolation = new IsolationCheck(policy, options, refusals);
        RunSpec spec = new RunSpec(
                request.image(),
                isolation.name(),
                isolation.command(request),
                limits,
                isolation.check(workspace, limits.memory()),
                refusals.parse(RunOption.PULL, options.one(RunOption.PULL), PullPolicy::parse)
                        .orElse(PullPolicy.MISSING),
                refusals.parse(RunOption.STOP_TIMEOUT, options.one(RunOption.STOP_TIMEOUT), TimeLimit::parse)
                        .orElse(STOP));
        if (spec.stopTimeout().compareTo(LONGEST_STOP) > 0) {
            refusals.add(RunOption.STOP_TIMEOUT, "expected at most " + TimeLimit.text(LONGEST_STOP), Authority.USER);
        }
        if (!IMAGE.matcher(request.image()).matches()) {
            String message = Refusal.invalid("image", request.image(), "a name such as maven:3.9");
            refusals.add("image", message, Authority.USER);
        }
        refusals.throwIfAny();
        return spec;
    }
}
