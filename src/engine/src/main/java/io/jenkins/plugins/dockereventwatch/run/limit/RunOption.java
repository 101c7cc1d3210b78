package io.jenkins.plugins.dockereventwatch.run.limit;

import java.util.Arrays;
import java.util.List;

/**
 * The options of a limited run, with the names of {@code docker run} if it has the option.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/run/">docker container run</a>
 */
public enum RunOption {
    MEMORY("memory", "SIZE", "Memory, as in 512m or 1.5g; required."),
    CPUS("cpus", "NUMBER", "CPUs, as in 1.5; required."),
    MEMORY_SWAP("memory-swap", "SIZE", "Memory and swap together; by default the memory, so no swap."),
    PIDS_LIMIT("pids-limit", "NUMBER", "Processes and threads; by default 512."),
    SHM_SIZE("shm-size", "SIZE", "Size of /dev/shm; by default 64m, counted as memory."),
    ULIMIT("ulimit", "NAME=SOFT[:HARD]", "A limit of the shell's ulimit, as in nofile=1024:2048; repeatable.", true),
    TIME_LIMIT("time-limit", "TIME", "How long it may take, as in 90s or 1h30m; then it is stopped."),
    OUTPUT_LIMIT("output-limit", "SIZE", "How much it may print; by default 1g, then it is stopped."),
    STOP_TIMEOUT("stop-timeout", "TIME", "What a stop grants the container before KILL; by default 10s."),
    NETWORK("network", "NAME", "none, bridge or a network's name; by default bridge."),
    USER("user", "USER[:GROUP]", "Name or number; by default what the image says."),
    CAP_ADD("cap-add", "NAME", "A Linux capability to keep; all others are dropped. Repeatable.", true),
    READ_ONLY("read-only", "", "Mount the image's files read-only."),
    TMPFS("tmpfs", "PATH[:SIZE]", "A folder in memory, counted as memory; repeatable.", true),
    VOLUME("volume", "FOLDER:PATH[:ro]", "A folder of the workspace, mounted at PATH; repeatable.", true),
    WORKDIR("workdir", "PATH", "Working directory in the container."),
    ENV("env", "NAME=VALUE", "A variable of the environment; repeatable.", true),
    ENTRYPOINT("entrypoint", "PROGRAM", "Replaces the image's entry point."),
    NAME("name", "NAME", "The container's name."),
    PULL("pull", "WHEN", "missing (default), always or never.");

    private final String key;
    private final String value;
    private final String description;
    private final boolean repeatable;

    RunOption(String key, String value, String description) {
        this(key, value, description, false);
    }

    RunOption(String key, String value, String description, boolean repeatable) {
        this.key = key;
        this.value = value;
        this.description = description;
        this.repeatable = repeatable;
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
        return repeatable;
    }

    /**
     * Validates the format of a value, for the options that a site can configure.
     *
     * @throws IllegalArgumentException if the value is invalid; the message describes the expected format
     */
    public void check(String text) {
        OptionForm.check(this, text);
    }

    /** Returns the options for which a site can set a default. */
    public static List<RunOption> withDefault() {
        return List.of(
                MEMORY,
                CPUS,
                MEMORY_SWAP,
                PIDS_LIMIT,
                SHM_SIZE,
                TIME_LIMIT,
                OUTPUT_LIMIT,
                STOP_TIMEOUT,
                NETWORK,
                READ_ONLY);
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
                .orElseThrow(() -> new IllegalArgumentException("no such option: " + Refusal.quoted(key)));
    }
}
