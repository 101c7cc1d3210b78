package io.jenkins.plugins.dockereventwatch.run.limit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The workspace from which a run may mount folders.
 *
 * @param folder an absolute path on this machine
 * @param onDockerHost whether this machine's folders can be on the Docker host; if false, they can be neither checked
 *     nor mounted
 * @param sockets the sockets of Docker Engines; neither they nor their parent folders are mounted
 * @param container the mounts of the container in which this program runs on the Docker host: paths on the host by path
 *     in the container; null if this program does not run in such a container
 * @param additionalFolders folders outside the workspace that may also be mounted
 */
public record Workspace(
        Path folder, boolean onDockerHost, Set<Path> sockets, Map<Path, Path> container, Set<Path> additionalFolders) {

    private static final List<Path> KNOWN_SOCKETS = List.of(
            Path.of("/var/run/docker.sock"),
            Path.of("/run/docker.sock"),
            Path.of("/run/containerd/containerd.sock"),
            Path.of("/run/podman/podman.sock"),
            Path.of("/run/crio/crio.sock"));
    private static final Pattern OWN_ID =
            Pattern.compile("/containers/([0-9a-f]{64})/(?:hostname|hosts|resolv\\.conf)");

    public Workspace {
        sockets = Set.copyOf(sockets);
        container = container == null ? null : Map.copyOf(container);
        additionalFolders = Set.copyOf(additionalFolders);
    }

    /** Returns a copy with additional folders. */
    public Workspace withAdditionalFolders(Set<Path> folders) {
        return new Workspace(folder, onDockerHost, sockets, container, folders);
    }

    /**
     * Determines the location of a folder in relation to a Docker host.
     *
     * @param folder an absolute path on this machine
     * @param connection a connection to {@code host}, used to determine whether this program runs in a container there
     */
    public static Workspace of(Path folder, DockerHost host, DockerConnection connection)
            throws IOException, InterruptedException {
        Set<Path> sockets = new LinkedHashSet<>(KNOWN_SOCKETS);
        boolean local = host.uri().getScheme().equals("unix");
        Map<Path, Path> container = null;
        if (local) {
            sockets.add(Path.of(host.uri().getPath()));
            Optional<String> id = ownContainer();
            JsonNode own = id.isPresent() ? connection.container(id.get()) : null;
            if (own != null && own.has("Mounts")) {
                container = new HashMap<>();
                for (JsonNode mount : own.path("Mounts")) {
                    container.put(
                            Path.of(mount.path("Destination").asText()),
                            Path.of(mount.path("Source").asText()));
                }
            }
        }
        return new Workspace(folder, local, sockets, container, Set.of());
    }

    private static Optional<String> ownContainer() throws IOException {
        Path mounts = Path.of("/proc/self/mountinfo");
        if (!Files.isReadable(mounts)) {
            return Optional.empty();
        }
        Matcher id = OWN_ID.matcher(Files.readString(mounts));
        return id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }

    /**
     * Returns the path of a folder on the Docker host.
     *
     * @param path an absolute path without symbolic links
     * @return the path on the host; empty if the folder exists only in the container of this program
     */
    Optional<Path> onHost(Path path) {
        if (container == null) {
            return Optional.of(path);
        }
        return container.keySet().stream()
                .filter(path::startsWith)
                .max(Comparator.comparing(Path::getNameCount))
                .map(mounted ->
                        container.get(mounted).resolve(mounted.relativize(path)).normalize());
    }
}
