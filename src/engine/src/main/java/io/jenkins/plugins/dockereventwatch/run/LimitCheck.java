package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.run.Refusal.Authority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The door to limited runs: makes of what a user typed a run that has every limit, or says all that is wrong with it. The
 * values that Docker takes for "unlimited" do not pass.
 *
 * @see <a href="https://docs.docker.com/engine/containers/resource_constraints/">Resource constraints</a>
 */
public final class LimitCheck {

    private static final MemorySize SHM = MemorySize.parse("64m");
    private static final MemorySize OUTPUT = MemorySize.parse("1g");
    private static final long PIDS = 512;
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(10);
    private static final int LONGEST_IMAGE = 1000;
    private static final String TOO_LITTLE = " is too little; at least " + MemorySize.LEAST_FOR_A_CONTAINER
            + " is allowed: no Docker Engine since 20.10 takes less (4m worked before)";

    private final LimitPolicy policy;
    private final HostCapacity host;
    private final Workspace workspace;

    /** With the site's rules, the Docker host, and where folders are mounted from. */
    public LimitCheck(LimitPolicy policy, HostCapacity host, Workspace workspace) {
        this.policy = policy;
        this.host = host;
        this.workspace = workspace;
    }

    /**
     * Judges a request.
     *
     * @throws RefusedException if anything in it is not granted; with every reason
     */
    public RunSpec check(RunRequest request) throws RefusedException {
        return new Judgement(request).spec();
    }

    /** One request on its way through the rules. */
    private final class Judgement {

        private final RunRequest request;
        private final List<Refusal> refusals = new ArrayList<>();

        Judgement(RunRequest request) {
            this.request = request;
        }

        RunSpec spec() throws RefusedException {
            host.cannotLimit()
                    .forEach(option -> refuse(
                            option,
                            "the Docker host cannot limit this: 'docker info' there warns of it, and its kernel needs the"
                                    + (option == RunOption.MEMORY_SWAP
                                            ? " boot option swapaccount=1"
                                            : " cgroup controller"),
                            Authority.HOST));
            ResourceLimits limits = limits();
            RunOptions options = request.options();
            IsolationCheck isolation = new IsolationCheck(policy, workspace, refusals);
            Isolation isolated = isolation.check(options, limits == null ? SHM : limits.memory());
            ContainerCommand command = isolation.command(request);
            image();
            PullPolicy pull = read(RunOption.PULL, options.one(RunOption.PULL), LimitCheck::pull)
                    .orElse(PullPolicy.MISSING);
            Duration stop = value(RunOption.STOP_TIMEOUT, TimeLimit::parse).orElse(STOP);
            if (stop.compareTo(LONGEST_STOP) > 0) {
                refuse(RunOption.STOP_TIMEOUT, "at most " + TimeLimit.text(LONGEST_STOP), Authority.USER);
            }
            if (!refusals.isEmpty()) {
                throw new RefusedException(refusals);
            }
            return new RunSpec(
                    request.image(), options.one(RunOption.NAME).orElse(null), command, limits, isolated, pull, stop);
        }

        private void image() {
            String image = request.image();
            if (image.isBlank()
                    || image.length() > LONGEST_IMAGE
                    || image.startsWith("-")
                    || image.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
                refusals.add(new Refusal(
                        "image", Refusal.quoted(image) + " is no image's name, as in maven:3.9", Authority.USER));
            }
        }

        /** The limits; null where the memory or the CPUs are missing or refused. */
        private ResourceLimits limits() {
            Optional<MemorySize> memory = required(RunOption.MEMORY, MemorySize::parse);
            Optional<CpuCount> cpus = required(RunOption.CPUS, CpuCount::parse);
            memory.ifPresent(size -> atLeast(RunOption.MEMORY, size));
            atMost(RunOption.MEMORY, memory, MemorySize::parse, host.memory());
            atMost(RunOption.CPUS, cpus, CpuCount::parse, host.cpus());
            Optional<MemorySize> swap = value(RunOption.MEMORY_SWAP, MemorySize::parse);
            atMost(RunOption.MEMORY_SWAP, swap, MemorySize::parse, null);
            if (swap.isPresent() && memory.isPresent() && swap.get().compareTo(memory.get()) < 0) {
                refuse(
                        RunOption.MEMORY_SWAP,
                        "it is memory and swap together, so at least the memory, " + memory.get(),
                        Authority.USER);
            }
            Optional<Long> pids = value(RunOption.PIDS_LIMIT, LimitCheck::pids);
            atMost(RunOption.PIDS_LIMIT, pids, LimitCheck::pids, null);
            Optional<MemorySize> shm = value(RunOption.SHM_SIZE, MemorySize::parse);
            atMost(RunOption.SHM_SIZE, shm, MemorySize::parse, null);
            Optional<Duration> time = value(RunOption.TIME_LIMIT, TimeLimit::parse);
            atMost(RunOption.TIME_LIMIT, time, TimeLimit::parse, null);
            Optional<MemorySize> output = value(RunOption.OUTPUT_LIMIT, MemorySize::parse);
            atMost(RunOption.OUTPUT_LIMIT, output, MemorySize::parse, null);
            List<Ulimit> ulimits = new ArrayList<>();
            for (String text : request.options().all(RunOption.ULIMIT)) {
                read(RunOption.ULIMIT, Optional.of(text), Ulimit::parse).ifPresent(ulimits::add);
            }
            if (memory.isEmpty() || cpus.isEmpty()) {
                return null;
            }
            return new ResourceLimits(
                    memory.get(),
                    swap.orElse(memory.get()),
                    cpus.get(),
                    pids.orElse(smaller(PIDS, RunOption.PIDS_LIMIT, LimitCheck::pids)),
                    shm.orElse(smaller(SHM, RunOption.SHM_SIZE, MemorySize::parse)),
                    ulimits,
                    time.orElse(smaller(null, RunOption.TIME_LIMIT, TimeLimit::parse)),
                    output.orElse(smaller(OUTPUT, RunOption.OUTPUT_LIMIT, MemorySize::parse)));
        }

        private void atLeast(RunOption option, MemorySize size) {
            if (size.compareTo(MemorySize.LEAST_FOR_A_CONTAINER) < 0) {
                refuse(option, size + TOO_LITTLE, Authority.HOST);
            }
        }

        private <T extends Comparable<T>> void atMost(
                RunOption option, Optional<T> asked, Function<String, T> parser, T ofHost) {
            Optional<T> maximum = maximum(option).map(parser);
            if (asked.isEmpty()) {
                return;
            }
            T value = asked.get();
            if (maximum.isPresent() && value.compareTo(maximum.get()) > 0) {
                refuse(
                        option,
                        text(value) + " is more than the site's maximum of " + text(maximum.get()),
                        Authority.SITE);
            } else if (ofHost != null && value.compareTo(ofHost) > 0) {
                refuse(option, text(value) + " is more than the Docker host has: " + text(ofHost), Authority.HOST);
            }
        }

        /** A site that bounds memory means swap, too. */
        private Optional<String> maximum(RunOption option) {
            return policy.maxima()
                    .one(option)
                    .or(() ->
                            option == RunOption.MEMORY_SWAP ? policy.maxima().one(RunOption.MEMORY) : Optional.empty());
        }

        /** A built-in default, or the site's maximum where that is smaller. */
        private <T extends Comparable<T>> T smaller(T builtIn, RunOption option, Function<String, T> parser) {
            return policy.maxima()
                    .one(option)
                    .map(parser)
                    .filter(maximum -> builtIn == null || maximum.compareTo(builtIn) < 0)
                    .orElse(builtIn);
        }

        private <T> Optional<T> required(RunOption option, Function<String, T> parser) {
            if (request.options()
                    .one(option)
                    .or(() -> policy.defaults().one(option))
                    .isEmpty()) {
                refuse(
                        option,
                        "missing; no container runs without, as in " + (option == RunOption.MEMORY ? "512m" : "1.5"),
                        Authority.USER);
            }
            return value(option, parser);
        }

        private <T> Optional<T> value(RunOption option, Function<String, T> parser) {
            return read(
                    option,
                    request.options().one(option).or(() -> policy.defaults().one(option)),
                    parser);
        }

        private <T> Optional<T> read(RunOption option, Optional<String> text, Function<String, T> parser) {
            try {
                return text.map(parser);
            } catch (IllegalArgumentException e) {
                refuse(option, e.getMessage(), Authority.USER);
                return Optional.empty();
            }
        }

        private void refuse(RunOption option, String message, Authority authority) {
            refusals.add(new Refusal(option.key(), message, authority));
        }
    }

    /** Throws an {@link IllegalArgumentException} where a site's value is none. */
    static void wellFormed(RunOption option, String text) {
        switch (option) {
            case MEMORY -> {
                if (MemorySize.parse(text).compareTo(MemorySize.LEAST_FOR_A_CONTAINER) < 0) {
                    throw new IllegalArgumentException(Refusal.quoted(text) + TOO_LITTLE);
                }
            }
            case MEMORY_SWAP, SHM_SIZE, OUTPUT_LIMIT -> MemorySize.parse(text);
            case CPUS -> CpuCount.parse(text);
            case PIDS_LIMIT -> pids(text);
            case TIME_LIMIT, STOP_TIMEOUT -> TimeLimit.parse(text);
            case READ_ONLY -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw new IllegalArgumentException(Refusal.quoted(text) + " is neither true nor false");
                }
            }
            default -> {
                if (text.isBlank()) {
                    throw new IllegalArgumentException("a text is wanted here");
                }
            }
        }
    }

    private static String text(Object value) {
        return value instanceof Duration time ? TimeLimit.text(time) : value.toString();
    }

    private static long pids(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(Refusal.quoted(text)
                    + " is no number of processes; allowed is 1 or more"
                    + (text.matches("0|-1") ? ", and Docker would take it as no limit at all" : ""));
        }
        return Long.parseLong(text);
    }

    private static PullPolicy pull(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "missing" -> PullPolicy.MISSING;
            case "always" -> PullPolicy.ALWAYS;
            case "never" -> PullPolicy.NEVER;
            default ->
                throw new IllegalArgumentException(
                        Refusal.quoted(text) + " is not when to pull; allowed: missing, always, never");
        };
    }
}
