package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.Isolation;
import io.jenkins.plugins.dockereventwatch.run.limit.Mount;
import io.jenkins.plugins.dockereventwatch.run.limit.ResourceLimits;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.Tmpfs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Creates the engine request for a run, and compares the created container with that request.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerCreate">
 *     ContainerCreate</a>
 */
final class ContainerJson {

    /** The engine keeps this log completely until the container is removed, so that a run can be followed again. */
    private static final String LOG_DRIVER = "local";

    private ContainerJson() {}

    /** Returns the body of the request that creates the container. */
    static Map<String, Object> request(RunSpec spec, Map<String, String> labels) {
        ContainerCommand command = spec.command();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Image", spec.image());
        if (!command.arguments().isEmpty()) {
            json.put("Cmd", command.arguments());
        }
        if (command.entrypoint() != null) {
            json.put("Entrypoint", List.of(command.entrypoint()));
        }
        json.put("Env", command.environment());
        json.put("WorkingDir", Objects.toString(command.workingDirectory(), ""));
        json.put("User", Objects.toString(spec.isolation().user(), ""));
        json.put("Tty", command.terminal());
        json.put("AttachStdin", command.input());
        json.put("AttachStdout", true);
        json.put("AttachStderr", true);
        json.put("OpenStdin", command.input());
        json.put("StdinOnce", command.input());
        json.put("Labels", labels);
        json.put("HostConfig", hostConfig(spec));
        return json;
    }

    private static Map<String, Object> hostConfig(RunSpec spec) {
        ResourceLimits limits = spec.limits();
        Isolation isolation = spec.isolation();
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("Memory", limits.memory().bytes());
        host.put("MemorySwap", limits.memoryAndSwap().bytes());
        host.put("NanoCpus", limits.cpus().nanos());
        host.put("PidsLimit", limits.pids());
        host.put("ShmSize", limits.shm().bytes());
        host.put(
                "Ulimits",
                each(
                        limits.ulimits(),
                        limit -> Map.of("Name", limit.name(), "Soft", limit.soft(), "Hard", limit.hard())));
        host.put("NetworkMode", isolation.network());
        host.put("Init", true);
        host.put("ReadonlyRootfs", isolation.readOnly());
        host.put("CapDrop", List.of("ALL"));
        host.put("CapAdd", new TreeSet<>(isolation.capabilities()));
        host.put("SecurityOpt", List.of("no-new-privileges"));
        host.put("IpcMode", "private");
        host.put(
                "Tmpfs",
                isolation.tmpfs().stream()
                        .collect(Collectors.toMap(
                                Tmpfs::target,
                                folder -> "rw,nosuid,nodev,noexec,size="
                                        + folder.size().bytes(),
                                (first, last) -> last)));
        host.put("Mounts", each(isolation.mounts(), ContainerJson::mount));
        // Prevents rotation: the run is stopped before its output reaches this size.
        long logSize = Math.addExact(Math.multiplyExact(2, spec.stop().output().bytes()), 1L << 30);
        Map<String, String> log = Map.of("max-file", "1", "compress", "false", "max-size", Long.toString(logSize));
        host.put("LogConfig", Map.of("Type", LOG_DRIVER, "Config", log));
        return host;
    }

    private static Map<String, Object> mount(Mount mount) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Target", mount.target());
        if (mount.replaceable()) {
            // An anonymous volume: only the engine itself can mount what another process has opened. The OCI runtime
            // cannot, since it is in a mount namespace of its own. ReadOnly is not accepted for it.
            String options = mount.readOnly() ? "bind,ro" : "bind";
            Map<String, String> bind = Map.of("type", "none", "o", options, "device", mount.source());
            json.put("Type", "volume");
            json.put("VolumeOptions", Map.of("NoCopy", true, "DriverConfig", Map.of("Name", "local", "Options", bind)));
        } else {
            json.put("Type", mount.source().startsWith("/") ? "bind" : "volume");
            json.put("Source", mount.source());
            json.put("ReadOnly", mount.readOnly());
        }
        return json;
    }

    private static <T> List<Map<String, Object>> each(List<T> values, Function<T, Map<String, Object>> json) {
        return values.stream().map(json).toList();
    }

    /**
     * Returns the settings in which the created container differs from the request; empty if there are none. An engine
     * that cannot apply a limit ignores it with a warning, and the container would run without the limit.
     *
     * @param inspected the response to {@code GET /containers/{id}/json}
     */
    static List<String> differences(RunSpec spec, JsonNode inspected) {
        JsonNode made = inspected.path("HostConfig");
        JsonNode wanted = new ObjectMapper().valueToTree(hostConfig(spec));
        List<String> differences = new ArrayList<>();
        for (String limit : List.of(
                "Memory", "MemorySwap", "NanoCpus", "PidsLimit", "ShmSize", "ReadonlyRootfs", "Init", "IpcMode")) {
            compare(limit, wanted.path(limit).asText(), made.path(limit).asText(), differences);
        }
        for (String forbidden : List.of("Privileged", "OomKillDisable")) {
            compare(forbidden, "false", made.path(forbidden).asText("false"), differences);
        }
        for (String namespace : List.of("PidMode", "UTSMode", "UsernsMode", "CgroupParent")) {
            compare(namespace, "", made.path(namespace).asText(""), differences);
        }
        compare("CapDrop", "[\"ALL\"]", made.path("CapDrop").toString(), differences);
        compare(
                "CapAdd",
                wanted.path("CapAdd").toString(),
                made.path("CapAdd").toString().replace("CAP_", "").replace("null", "[]"),
                differences);
        if (made.path("NetworkMode").asText().equals("host")) {
            differences.add("NetworkMode is host");
        }
        if (!made.path("SecurityOpt").toString().contains("no-new-privileges")) {
            differences.add("SecurityOpt lacks no-new-privileges");
        }
        if (made.path("Ulimits").size() < wanted.path("Ulimits").size()) {
            differences.add("Ulimits were dropped");
        }
        return differences;
    }

    private static void compare(String name, String wanted, String made, List<String> differences) {
        if (!made.equals(wanted) && !(wanted.equals("false") && made.equals("null"))) {
            differences.add(name + " is " + (made.isEmpty() ? "not set" : made) + " instead of "
                    + (wanted.isEmpty() ? "none" : wanted));
        }
    }
}
