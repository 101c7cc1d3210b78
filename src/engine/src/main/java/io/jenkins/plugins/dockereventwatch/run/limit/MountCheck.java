package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Validates mounts. Permits folders of the workspace and the mounts of the site's rules, but never access to the
 * engine's socket.
 */
final class MountCheck {

    private static final String EXPECTED = "FOLDER:PATH or FOLDER:PATH:ro, with an absolute PATH";

    private final LimitPolicy policy;
    private final Workspace workspace;
    private final Refusals refusals;

    MountCheck(LimitPolicy policy, Workspace workspace, Refusals refusals) {
        this.policy = policy;
        this.workspace = workspace;
        this.refusals = refusals;
    }

    /** Returns the permitted mounts, and adds a refusal for each other one. */
    List<Mount> check(List<String> volumes) {
        List<Mount> mounts = new ArrayList<>();
        for (String volume : volumes) {
            String[] parts = volume.split(":", -1);
            String access = parts.length == 3 ? parts[2] : "rw";
            boolean readOnly = access.equals("ro");
            boolean isFormed = (parts.length == 2 || parts.length == 3) && (readOnly || access.equals("rw"));
            if (!isFormed || parts[0].isEmpty() || !isPath(parts[1])) {
                refusals.addInvalid(RunOption.VOLUME, "mount", volume, EXPECTED);
            } else if (LimitPolicy.isVolume(parts[0])) {
                named(parts[0], parts[1], readOnly, mounts);
            } else {
                folder(parts[0], parts[1], readOnly, mounts);
            }
        }
        return mounts;
    }

    static boolean isPath(String text) {
        return text.startsWith("/")
                && text.length() > 1
                && text.length() < 4096
                && text.chars().noneMatch(Character::isISOControl)
                && !List.of(text.split("/")).contains("..");
    }

    private void named(String volume, String target, boolean readOnly, List<Mount> mounts) {
        if (policy.mounts().contains(volume)) {
            mounts.add(new Mount(volume, target, readOnly));
        } else {
            refuse(
                    "Volume " + Refusal.quoted(volume) + " is not permitted; for a folder, use ./FOLDER",
                    Authority.SITE);
        }
    }

    private void folder(String source, String target, boolean readOnly, List<Mount> mounts) {
        String written = Refusal.quoted(source);
        if (!workspace.onDockerHost()) {
            if (isPermitted(Path.of(source).normalize())) {
                mounts.add(new Mount(Path.of(source).normalize().toString(), target, readOnly));
            } else {
                refuse(written + " cannot be checked: the Docker Engine is on another machine", Authority.SITE);
            }
            return;
        }
        Path real;
        Path root;
        try {
            // Symbolic links are resolved before the check, and the resolved path is mounted.
            real = workspace.folder().resolve(source).toRealPath();
            root = workspace.folder().toRealPath();
        } catch (IOException e) {
            refuse(written + " does not exist", Authority.USER);
            return;
        }
        boolean replaceable = isReplaceable(real, root);
        Optional<Path> onHost = workspace.onHost(real);
        if (containsEngineSocket(real)) {
            refuse(written + " contains the socket of a Docker Engine, which gives root access", Authority.NOBODY);
        } else if (!Files.isDirectory(real) && !Files.isRegularFile(real)) {
            refuse(written + " is neither a folder nor a file", Authority.NOBODY);
        } else if (!isPermitted(real) && !isOfWorkspace(real, root)) {
            refuse(written + " is outside of the workspace " + root, Authority.SITE);
        } else if (onHost.isEmpty()) {
            refuse(written + " exists only in the container of this program: mount it there", Authority.HOST);
        } else if (workspace.container() != null && replaceable) {
            refuse(
                    written + " cannot be mounted safely by a program in a container, since another container may"
                            + " replace it: mount all of " + root,
                    Authority.HOST);
        } else if (!Files.isDirectory(real) && replaceable) {
            refuse(written + " is a file: mount its folder", Authority.USER);
        } else {
            mounts.add(new Mount(onHost.get().toString(), target, readOnly, replaceable));
        }
    }

    /** Whether a parent folder of the path may be mounted into a container that can write there. */
    private boolean isReplaceable(Path path, Path root) {
        return Stream.concat(Stream.of(root), permittedFolders())
                .anyMatch(folder -> path.startsWith(folder) && !path.equals(folder));
    }

    private boolean isOfWorkspace(Path path, Path root) {
        return (path.startsWith(root) && root.getNameCount() > 0)
                || workspace.additionalFolders().stream().anyMatch(folder -> path.startsWith(real(folder)));
    }

    private boolean isPermitted(Path path) {
        return permittedFolders().anyMatch(path::startsWith);
    }

    private Stream<Path> permittedFolders() {
        return policy.mounts().stream().filter(mount -> mount.startsWith("/")).map(mount -> real(Path.of(mount)));
    }

    private boolean containsEngineSocket(Path path) {
        return workspace.sockets().stream()
                .flatMap(socket -> List.of(socket, real(socket)).stream())
                .anyMatch(socket -> socket.startsWith(path));
    }

    /** Returns the path with symbolic links resolved as far as it exists. */
    private Path real(Path path) {
        try {
            return workspace.onDockerHost() ? path.toRealPath() : path.normalize();
        } catch (IOException e) {
            return path.normalize();
        }
    }

    private void refuse(String message, Authority authority) {
        refusals.add(RunOption.VOLUME, message, authority);
    }
}
