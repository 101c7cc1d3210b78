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
 * Where a run may mount folders from.
 *
 * @param folder the workspace, an absolute path on this machine
 * @param onDockerHost whether this machine's folders can be those of the Docker host; if not, they can be neither checked
 *     nor mounted
 * @param sockets of engines; neither they nor a folder that they are in are ever mounted
 * @param container where this program itself runs in a container of the Docker host: what is mounted there, by path, and
 *     where that is on the host; null: it does not
 * @param beside folders outside of it that belong to it
 */
public record Workspace(
        Path folder, boolean onDockerHost, Set<Path> sockets, Map<Path, Path> container, Set<Path> beside) {

    private static final List<Path> KNOWN_SOCKETS = List.of(
            Path.of("/var/run/docker.sock"),
            Path.of("/run/docker.sock"),
            Path.of("/run/containerd/containerd.sock"),
            Path.of("/run/podman/podman.sock"),
            Path.of("/run/crio/crio.sock"));
    private static final Pattern OWN_ID =
            Pattern.compile("/containers/([0-9a-f]{64})/(?:hostname|hosts|resolv\\.conf)");

    /** Copies the collections. */
    public Workspace {
        sockets = Set.copyOf(sockets);
        container = container == null ? null : Map.copyOf(container);
        beside = Set.copyOf(beside);
    }

    /** With nothing beside it. */
    public Workspace(Path folder, boolean onDockerHost, Set<Path> sockets, Map<Path, Path> container) {
        this(folder, onDockerHost, sockets, container, Set.of());
    }

    /** The same, to which some folders belong. */
    public Workspace with(Set<Path> folders) {
        return new Workspace(folder, onDockerHost, sockets, container, folders);
    }

    /**
     * Finds out where a folder is in relation to a Docker host.
     *
     * @param folder an absolute path on this machine
     * @param connection to {@code host}, to ask whether this program runs in a container there
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
        return new Workspace(folder, local, sockets, container);
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
     * Where a folder is on the Docker host.
     *
     * @param path absolute, without links
     * @return empty if it is only in the container that this program runs in
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
