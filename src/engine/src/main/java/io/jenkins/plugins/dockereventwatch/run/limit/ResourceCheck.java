package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Validates the limits of one request, and adds a refusal for each limit that is not permitted. */
final class ResourceCheck {

    private static final MemorySize SHM = MemorySize.parse("64m");
    private static final MemorySize OUTPUT = MemorySize.parse("1g");
    private static final long PIDS = 512;

    private final RunOptions maxima;
    private final HostCapacity host;
    private final RunOptions options;
    private final Refusals refusals;

    /**
     * Creates a check.
     *
     * @param maxima the site's maximum values
     * @param options the options of the request, with the site's defaults
     */
    ResourceCheck(RunOptions maxima, HostCapacity host, RunOptions options, Refusals refusals) {
        this.maxima = maxima;
        this.host = host;
        this.options = options;
        this.refusals = refusals;
    }

    /** Returns the limits; incomplete if there are refusals. */
    ResourceLimits check() {
        require(RunOption.MEMORY, "512m");
        require(RunOption.CPUS, "1.5");
        MemorySize memory =
                limit(RunOption.MEMORY, MemorySize::parseLimit, host.memory()).orElse(null);
        MemorySize swap = limit(RunOption.MEMORY_SWAP, MemorySize::parse, null).orElse(memory);
        if (memory != null && swap.compareTo(memory) < 0) {
            String expected = "at least the memory, " + memory + ", because it includes the memory";
            refusals.addInvalid(RunOption.MEMORY_SWAP, "limit", swap.toString(), expected);
        }
        List<Ulimit> ulimits = options.all(RunOption.ULIMIT).stream()
                .flatMap(text -> refusals.parse(RunOption.ULIMIT, Optional.of(text), Ulimit::parse).stream())
                .toList();
        return new ResourceLimits(
                memory,
                swap,
                limit(RunOption.CPUS, CpuCount::parse, host.cpus()).orElse(null),
                limitOrDefault(RunOption.PIDS_LIMIT, RunOption::parsePids, PIDS),
                limitOrDefault(RunOption.SHM_SIZE, MemorySize::parse, SHM),
                ulimits,
                limitOrDefault(RunOption.TIME_LIMIT, TimeLimit::parse, null),
                limitOrDefault(RunOption.OUTPUT_LIMIT, MemorySize::parse, OUTPUT));
    }

    private void require(RunOption option, String example) {
        if (options.one(option).isEmpty()) {
            refusals.add(option, "missing: expected a value such as " + example, Authority.USER);
        }
    }

    /** Returns the requested limit; adds a refusal if it exceeds the site's maximum or the host's capacity. */
    private <T extends Comparable<T>> Optional<T> limit(RunOption option, Function<String, T> parser, T ofHost) {
        Optional<T> requested = refusals.parse(option, options.one(option), parser);
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
        return maxima.one(option)
                .or(() -> option == RunOption.MEMORY_SWAP ? maxima.one(RunOption.MEMORY) : Optional.empty())
                .map(parser);
    }

    private static String text(Object value) {
        return value instanceof Duration time ? TimeLimit.text(time) : value.toString();
    }
}
