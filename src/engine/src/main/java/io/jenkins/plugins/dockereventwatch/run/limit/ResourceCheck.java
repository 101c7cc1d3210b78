package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Validates the limits of one request, and adds a refusal for each limit that is not permitted. */
final class ResourceCheck {

    static final MemorySize SHM = MemorySize.parse("64m");
    private static final MemorySize OUTPUT = MemorySize.parse("1g");
    private static final long PIDS = 512;

    private final LimitPolicy policy;
    private final HostCapacity host;
    private final RunOptions options;
    private final List<Refusal> refusals;

    ResourceCheck(LimitPolicy policy, HostCapacity host, RunOptions options, List<Refusal> refusals) {
        this.policy = policy;
        this.host = host;
        this.options = options;
        this.refusals = refusals;
    }

    /** Returns the limits; null if the memory or CPU limit is missing or refused. */
    ResourceLimits check() {
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
        Optional<Long> pids = value(RunOption.PIDS_LIMIT, OptionForm::pids);
        atMost(RunOption.PIDS_LIMIT, pids, OptionForm::pids, null);
        Optional<MemorySize> shm = value(RunOption.SHM_SIZE, MemorySize::parse);
        atMost(RunOption.SHM_SIZE, shm, MemorySize::parse, null);
        Optional<Duration> time = value(RunOption.TIME_LIMIT, TimeLimit::parse);
        atMost(RunOption.TIME_LIMIT, time, TimeLimit::parse, null);
        Optional<MemorySize> output = value(RunOption.OUTPUT_LIMIT, MemorySize::parse);
        atMost(RunOption.OUTPUT_LIMIT, output, MemorySize::parse, null);
        List<Ulimit> ulimits = new ArrayList<>();
        for (String text : options.all(RunOption.ULIMIT)) {
            read(RunOption.ULIMIT, Optional.of(text), Ulimit::parse).ifPresent(ulimits::add);
        }
        if (memory.isEmpty() || cpus.isEmpty()) {
            return null;
        }
        return new ResourceLimits(
                memory.get(),
                swap.orElse(memory.get()),
                cpus.get(),
                pids.orElse(smaller(PIDS, RunOption.PIDS_LIMIT, OptionForm::pids)),
                shm.orElse(smaller(SHM, RunOption.SHM_SIZE, MemorySize::parse)),
                ulimits,
                time.orElse(smaller(null, RunOption.TIME_LIMIT, TimeLimit::parse)),
                output.orElse(smaller(OUTPUT, RunOption.OUTPUT_LIMIT, MemorySize::parse)));
    }

    private void atLeast(RunOption option, MemorySize size) {
        if (size.compareTo(MemorySize.LEAST_FOR_A_CONTAINER) < 0) {
            refuse(option, OptionForm.tooSmall(size.toString()), Authority.HOST);
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
            refuse(option, text(value) + " is more than the site's maximum of " + text(maximum.get()), Authority.SITE);
        } else if (ofHost != null && value.compareTo(ofHost) > 0) {
            refuse(option, text(value) + " is more than the Docker host has: " + text(ofHost), Authority.HOST);
        }
    }

    /** Returns the site's maximum. A maximum for memory also applies to memory plus swap. */
    private Optional<String> maximum(RunOption option) {
        return policy.maxima()
                .one(option)
                .or(() -> option == RunOption.MEMORY_SWAP ? policy.maxima().one(RunOption.MEMORY) : Optional.empty());
    }

    /** Returns the built-in default, or the site's maximum if it is smaller. */
    private <T extends Comparable<T>> T smaller(T builtIn, RunOption option, Function<String, T> parser) {
        return policy.maxima()
                .one(option)
                .map(parser)
                .filter(maximum -> builtIn == null || maximum.compareTo(builtIn) < 0)
                .orElse(builtIn);
    }

    private <T> Optional<T> required(RunOption option, Function<String, T> parser) {
        if (options.one(option).or(() -> policy.defaults().one(option)).isEmpty()) {
            refuse(
                    option,
                    "missing; no container runs without, as in " + (option == RunOption.MEMORY ? "512m" : "1.5"),
                    Authority.USER);
        }
        return value(option, parser);
    }

    <T> Optional<T> value(RunOption option, Function<String, T> parser) {
        return read(option, options.one(option).or(() -> policy.defaults().one(option)), parser);
    }

    <T> Optional<T> read(RunOption option, Optional<String> text, Function<String, T> parser) {
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

    private static String text(Object value) {
        return value instanceof Duration time ? TimeLimit.text(time) : value.toString();
    }
}
