package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The options of a limited run, with the names of {@code docker run} if it has the option.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/run/">docker container run</a>
 */
public enum RunOption {
    MEMORY("memory", "SIZE", "Memory limit, as in 512m or 1.5g; required.", MemorySize::parseLimit),
    CPUS("cpus", "NUMBER", "Number of CPUs, as in 1.5; required.", CpuCount::parse),
    MEMORY_SWAP(
            "memory-swap",
            "SIZE",
            "Limit for memory plus swap. Default: the memory limit, so no swap.",
            MemorySize::parse),
    PIDS_LIMIT("pids-limit", "NUMBER", "Number of processes and threads. Default: 512.", RunOption::parsePids),
    SHM_SIZE("shm-size", "SIZE", "Size of /dev/shm, counted as memory. Default: 64m.", MemorySize::parse),
    ULIMIT("ulimit", "NAME=SOFT[:HARD]", "Limit of each process, as in nofile=1024:2048; repeatable."),
    TIME_LIMIT("time-limit", "TIME", "Time after which the run is stopped, as in 90s or 1h30m.", TimeLimit::parse),
    OUTPUT_LIMIT("output-limit", "SIZE", "Output size at which the run is stopped. Default: 1g.", MemorySize::parse),
    STOP_TIMEOUT("stop-timeout", "TIME", "Time between the stop signal and KILL. Default: 10s.", TimeLimit::parse),
    NETWORK("network", "NAME", "none, bridge or the name of a network. Default: bridge.", LimitPolicy::checkNetwork),
    USER("user", "USER[:GROUP]", "Name or ID. Default: that of the image."),
    CAP_ADD("cap-add", "NAME", "Linux capability to keep; all others are dropped. Repeatable."),
    READ_ONLY("read-only", "", "Mount the root file system read-only.", RunOption::parseFlag),
    TMPFS("tmpfs", "PATH[:SIZE]", "Folder in memory, counted as memory; repeatable."),
    VOLUME("volume", "FOLDER:PATH[:ro]", "Folder of the workspace to mount at PATH; repeatable."),
    WORKDIR("workdir", "PATH", "Working directory in the container."),
    ENV("env", "NAME=VALUE", "Environment variable; repeatable."),
    ENTRYPOINT("entrypoint", "PROGRAM", "Replaces the image's entry point."),
    NAME("name", "NAME", "Name of the container."),
    PULL("pull", "WHEN", "missing (default), always or never.", PullPolicy::parse);

    private final String key;
    private final String value;
    private final String description;
    private final Function<String, ?> parser;

    RunOption(String key, String value, String description) {
        this(key, value, description, Function.identity());
    }

    RunOption(String key, String value, String description, Function<String, ?> parser) {
        this.key = key;
        this.value = value;
        this.description = description;
        this.parser = parser;
    }

    /** Returns the name on the command line, without dashes. */
    public String key() {
        return key;
    }

    /** Returns a placeholder for the value in the usage message; empty if the option is a flag. */
    public String value() {
        return value;
    }

    /** Returns a description, one sentence. */
    public String description() {
        return description;
    }

    /** Returns whether the option can be given several times. */
    public boolean repeatable() {
        return switch (this) {
            case ULIMIT, CAP_ADD, TMPFS, VOLUME, ENV -> true;
            default -> false;
        };
    }

    /**
     * Validates the format of a value, for the options that a site can configure.
     *
     * @throws IllegalArgumentException if the value is invalid; the message describes the expected format
     */
    public void check(String text) {
        parser.apply(text);
    }

    /** Parses a number of processes. */
    static long parsePids(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new InvalidValueException("processes", Refusal.abbreviated(text));
        }
        return Long.parseLong(text);
    }

    static boolean parseFlag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidValueException("flag", Refusal.abbreviated(text));
        }
        return text.equals("true");
    }

    /** Returns the options for which a site can set a default. */
    public static List<RunOption> withDefault() {
        return Stream.concat(withMaximum().stream(), Stream.of(STOP_TIMEOUT, NETWORK, READ_ONLY))
                .toList();
    }

    /** Returns the options for which a site can set a maximum. */
    public static List<RunOption> withMaximum() {
        return List.of(MEMORY, CPUS, MEMORY_SWAP, PIDS_LIMIT, SHM_SIZE, TIME_LIMIT, OUTPUT_LIMIT);
    }

    /** Returns the keys of the options, in the same order. */
    public static List<String> keys(List<RunOption> options) {
        return options.stream().map(RunOption::key).toList();
    }

    /** Returns the option with a key; throws {@link IllegalArgumentException} if there is none. */
    public static RunOption of(String key) {
        return Arrays.stream(values())
                .filter(option -> option.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown option " + Refusal.quoted(key)));
    }
}
