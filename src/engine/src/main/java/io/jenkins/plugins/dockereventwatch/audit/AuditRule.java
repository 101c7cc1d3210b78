package io.jenkins.plugins.dockereventwatch.audit;

/**
 * The rules of the audit. The numbers are those of the CIS Docker Benchmark 1.6.
 *
 * @see <a href="https://www.cisecurity.org/benchmark/docker">CIS Docker Benchmark</a>
 */
public enum AuditRule {
    PRIVILEGED("privileged", true, "is privileged: it has root access to the host", "5.5"),
    DOCKER_SOCKET("docker-socket", true, "can access the Docker Engine, and so has root access to the host", "5.32"),
    MEMORY("no-memory-limit", false, "has no memory limit: it can exhaust memory and swap of the host", "5.11"),
    SWAP("unlimited-swap", false, "has a memory limit, but unlimited swap", "5.11"),
    CPU("no-cpu-limit", false, "has no CPU limit: it can use all CPUs of the host", "5.12"),
    PIDS("no-pids-limit", false, "has no process limit: a fork bomb in it can stop the host", "5.29");

    private final String id;
    private final boolean error;
    private final String text;
    private final String benchmark;

    AuditRule(String id, boolean error, String text, String benchmark) {
        this.id = id;
        this.error = error;
        this.text = text;
        this.benchmark = benchmark;
    }

    /** Returns the name of the rule in reports, which does not change. */
    public String id() {
        return id;
    }

    /** Returns whether the container has access to the host; otherwise it can only overload it. */
    public boolean isError() {
        return error;
    }

    /** Returns what is wrong, to follow "the container". */
    public String text() {
        return text;
    }

    /** Returns the number of the recommendation in the benchmark. */
    public String benchmark() {
        return benchmark;
    }
}
