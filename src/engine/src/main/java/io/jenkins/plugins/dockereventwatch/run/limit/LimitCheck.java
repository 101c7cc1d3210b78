package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Validates requests for limited runs. A permitted run has a value for every limit; values that Docker interprets as
 * unlimited are refused.
 *
 * @see <a href="https://docs.docker.com/engine/containers/resource_constraints/">Resource constraints</a>
 */
public final class LimitCheck {

    private static final MemorySize SHM = MemorySize.parse("64m");
    private static final MemorySize OUTPUT = MemorySize.parse("1g");
    private static final long PIDS = 512;
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(10);
    private static final Pattern IMAGE = Pattern.compile("[^-\\x00-\\x20\\x7f][^\\x00-\\x20\\x7f]{0,999}");
    private static final Pattern USER =
            Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,31}(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,31})?");
    private static final Pattern VARIABLE = Pattern.compile("[^=\\x00]+=[^\\x00]*", Pattern.DOTALL);

    private final LimitPolicy policy;
    private final HostCapacity host;
    private final RunOptions options;
    private final Refusals refusals = new Refusals();

    private LimitCheck(LimitPolicy policy, HostCapacity host, RunOptions options) {
        this.policy = policy;
        this.host = host;
        this.options = options.withDefaults(policy.defaults());
    }

    /**
     * Validates everything that does not depend on the Docker host, that is, everything except mounts and the host's
     * capacity. An invalid request is thus refused even if no engine responds.
     *
     * @throws RefusedException if the request is not permitted; contains every reason
     */
    public static void checkBeforehand(LimitPolicy policy, RunRequest request) throws RefusedException {
        Workspace none = new Workspace(Path.of("/"), false, Set.of(), null, Set.of());
        RunOptions options = request.options().without(RunOption.VOLUME);
        check(
                policy,
                HostCapacity.UNKNOWN,
                none,
                new RunRequest(request.image(), request.arguments(), options, request.input(), request.terminal()));
    }

    /**
     * Validates a request and returns the permitted run.
     *
     * @param policy the site's rules
     * @param workspace where mounts are permitted
     * @throws RefusedException if the request is not permitted; contains every reason
     */
    public static RunSpec check(LimitPolicy policy, HostCapacity host, Workspace workspace, RunRequest request)
            throws RefusedException {
        LimitCheck check = new LimitCheck(policy, host, request.options());
        RunSpec spec = check.spec(request, new MountCheck(policy, workspace, check.refusals));
        check.refusals.throwIfAny();
        return spec;
    }

    /** Returns the run; incomplete if there are refusals. */
    private RunSpec spec(RunRequest request, MountCheck mounts) {
        host.cannotLimit()
                .forEach(option -> refusals.add(
                        option,
                        "the Docker host does not support this limit, see 'docker info'; its kernel needs the"
                                + (option == RunOption.MEMORY_SWAP
                                        ? " boot option swapaccount=1"
                                        : " cgroup controller"),
                        Authority.HOST));
        ResourceLimits limits = resources();
        Duration time = limitOrDefault(RunOption.TIME_LIMIT, TimeLimit::parse, null);
        MemorySize output = limitOrDefault(RunOption.OUTPUT_LIMIT, MemorySize::parse, OUTPUT);
        String name = matching(RunOption.NAME, LimitPolicy.NAME, "letters, digits, _ . and -");
        ContainerCommand command = command(request);
        Isolation isolation = isolation(limits.memory(), mounts);
        PullPolicy pull = one(RunOption.PULL, PullPolicy::parse).orElse(PullPolicy.MISSING);
        Duration timeout = one(RunOption.STOP_TIMEOUT, TimeLimit::parse).orElse(STOP);
        if (timeout.compareTo(LONGEST_STOP) > 0) {
            refusals.add(RunOption.STOP_TIMEOUT, "expected at most " + TimeLimit.text(LONGEST_STOP), Authority.USER);
        }
        if (!IMAGE.matcher(request.image()).matches()) {
            String message = Refusal.invalid("image", request.image(), "a name such as maven:3.9");
            refusals.add("image", message, Authority.USER);
        }
        return new RunSpec(
                request.image(),
                new RunSpec.Creation(name, pull),
                command,
                limits,
                isolation,
                new RunSpec.StopConditions(time, output, timeout));
    }

    private ResourceLimits resources() {
        require(RunOption.MEMORY, "512m");
        require(RunOption.CPUS, "1.5");
        MemorySize memory =
                limit(RunOption.MEMORY, MemorySize::parseLimit, host.memory()).orElse(null);
        MemorySize swap = limit(RunOption.MEMORY_SWAP, MemorySize::parse, null).orElse(memory);
        if (memory != null && swap.compareTo(memory) < 0) {
            String expected = "at least the memory, " + memory + ", because it includes the memory";
            refusals.addInvalid(RunOption.MEMORY_SWAP, "limit", swap.toString(), expected);
        }
        List<Ulimit> ulimits = all(RunOption.ULIMIT, Ulimit::parse);
        return new ResourceLimits(
                memory,
                swap,
                limit(RunOption.CPUS, CpuCount::parse, host.cpus()).orElse(null),
                limitOrDefault(RunOption.PIDS_LIMIT, RunOption::parsePids, PIDS),
                limitOrDefault(RunOption.SHM_SIZE, MemorySize::parse, SHM),
                ulimits);
    }

    private void require(RunOption option, String example) {
        if (options.one(option).isEmpty()) {
            refusals.add(option, "missing: expected a value such as " + example, Authority.USER);
        }
    }

    /** Returns the requested limit; adds a refusal if it exceeds the site's maximum or the host's capacity. */
    private <T extends Comparable<T>> Optional<T> limit(RunOption option, Function<String, T> parser, T ofHost) {
        Optional<T> requested = one(option, parser);
        Optional<T> maximum = maximum(option, parser);
        requested.ifPresent(value -> {
            if (maximum.isPresent() && value.compareTo(maximum.get()) > 0) {
                String message = text(value) + " is more than the site's maximum of " + text(maximum.get());
                refusals.add(option, message, Authority.SITE);
            } else if (ofHost != null && value.compareTo(ofHost) > 0) {
                refusals.add(option, value + " is more than the Docker host has: " + ofHost, Authority.HOST);
            }
        });
        return requested;
    }

    /** Returns the requested limit, else the smaller one of the built-in default and the site's maximum. */
    private <T extends Comparable<T>> T limitOrDefault(RunOption option, Function<String, T> parser, T builtIn) {
        return limit(option, parser, null)
                .orElseGet(() -> maximum(option, parser)
                        .filter(maximum -> builtIn == null || maximum.compareTo(builtIn) < 0)
                        .orElse(builtIn));
    }

    /** Returns the site's maximum. A maximum for memory also applies to memory plus swap. */
    private <T> Optional<T> maximum(RunOption option, Function<String, T> parser) {
        RunOptions maxima = policy.maxima();
        return maxima.one(option)
                .or(() -> option == RunOption.MEMORY_SWAP ? maxima.one(RunOption.MEMORY) : Optional.empty())
                .map(parser);
    }

    private static String text(Object value) {
        return value instanceof Duration time ? TimeLimit.text(time) : value.toString();
    }

    private ContainerCommand command(RunRequest request) {
        Optional<String> workingDirectory = options.one(RunOption.WORKDIR);
        workingDirectory
                .filter(path -> !path.equals("/") && !MountCheck.isPath(path))
                .ifPresent(
                        path -> refusals.addInvalid(RunOption.WORKDIR, "working directory", path, "an absolute path"));
        if (!options.all(RunOption.ENV).stream()
                .allMatch(text -> VARIABLE.matcher(text).matches())) {
            // The message omits the value, because it may be a secret.
            refusals.add(RunOption.ENV, "Invalid variable: expected NAME=VALUE", Authority.USER);
        }
        return new ContainerCommand(
                request.arguments(),
                options.one(RunOption.ENTRYPOINT).orElse(null),
                options.all(RunOption.ENV),
                workingDirectory.orElse(null),
                request.input(),
                request.terminal());
    }

    private Isolation isolation(MemorySize memory, MountCheck mounts) {
        return new Isolation(
                network(),
                matching(RunOption.USER, USER, "a name or number, as in 1000:1000"),
                capabilities(),
                one(RunOption.READ_ONLY, RunOption::parseFlag).orElse(false),
                all(RunOption.TMPFS, folder -> Tmpfs.parse(folder, memory)),
                mounts.check(options.all(RunOption.VOLUME)));
    }

    private String network() {
        String network = options.one(RunOption.NETWORK).orElse("bridge");
        String message = Refusal.quoted(network);
        if (network.equals("host") || network.contains(":")) {
            String reason = " is never permitted: a limited run shares no network namespace";
            refusals.add(RunOption.NETWORK, message + reason, Authority.NOBODY);
        } else if (refusals.parse(RunOption.NETWORK, network, LimitPolicy::checkNetwork)
                        .isPresent()
                && !policy.networks().isEmpty()
                && !policy.networks().contains(network)) {
            refusals.add(RunOption.NETWORK, message + notPermitted(policy.networks()), Authority.SITE);
        }
        return network;
    }

    private Set<String> capabilities() {
        Set<String> permitted = new TreeSet<>(LimitPolicy.USUAL_CAPABILITIES);
        permitted.addAll(policy.capabilities());
        Set<String> granted = new TreeSet<>();
        for (String text : options.all(RunOption.CAP_ADD)) {
            String name = text.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (permitted.contains(name)) {
                granted.add(name);
            } else {
                refusals.add(RunOption.CAP_ADD, Refusal.quoted(text) + notPermitted(permitted), Authority.SITE);
            }
        }
        return granted;
    }

    private static String notPermitted(Set<String> permitted) {
        return " is not permitted; permitted: " + String.join(", ", new TreeSet<>(permitted));
    }

    private String matching(RunOption option, Pattern form, String expected) {
        String text = options.one(option).orElse(null);
        if (text != null && !form.matcher(text).matches()) {
            refusals.addInvalid(option, option.key(), text, expected);
        }
        return text;
    }

    private <T> Optional<T> one(RunOption option, Function<String, T> parser) {
        return options.one(option).flatMap(text -> refusals.parse(option, text, parser));
    }

    private <T> List<T> all(RunOption option, Function<String, T> parser) {
        return options.all(option).stream()
                .flatMap(text -> refusals.parse(option, text, parser).stream())
                .toList();
    }
}
