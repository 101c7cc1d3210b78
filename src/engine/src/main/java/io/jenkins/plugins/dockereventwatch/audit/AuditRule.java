package io.jenkins.plugins.dockereventwatch.audit;

/**
 * What a running container is reported for. The numbers are those of the CIS Docker Benchmark 1.6.
 *
 * @see <a href="https://www.cisecurity.org/benchmark/docker">CIS Docker Benchmark</a>
 */
public enum AuditRule {
    PRIVILEGED("privileged", true, "is privileged: it can do all that root of the host can", "5.5"),
    DOCKER_SOCKET("docker-socket", true, "can reach the Docker Engine, and so is root of the host", "5.32"),
    MEMORY("no-memory-limit", false, "has no memory limit: it can use up the host's memory and swap", "5.11"),
    SWAP("unlimited-swap", false, "has a memory limit, and unlimited swap", "5.11"),
    CPU("no-cpu-limit", false, "has no CPU limit: it can use all CPUs of the host", "5.12"),
    PIDS("no-pids-limit", false, "has no limit of processes: a fork bomb in it stops the host", "5.29");

    private final String id;
    private final boolean grave;
    private final String text;
    private final String benchmark;

    AuditRule(String id, boolean grave, String text, String benchmark) {
        this.id = id;
        this.grave = grave;
        this.text = text;
        this.benchmark = benchmark;
    }

    /** Its name in reports; does not change. */
    public String id() {
        return id;
    }

    /** Whether such a container rules the host, rather than only burdening it. */
    public boolean isGrave() {
        return grave;
    }

    /** What is wrong, to be read after "the container …". */
    public String text() {
        return text;
    }

    /** The benchmark's number for it. */
    public String benchmark() {
        return benchmark;
    }
}
