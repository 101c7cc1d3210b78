package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.step.InWorkspace;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Writes a report into the workspace on the agent. Never writes outside of the workspace: symbolic links are replaced,
 * not followed. An existing file is replaced.
 *
 * @param file the path relative to the workspace; missing folders are created
 * @param content the text of the report
 */
record WriteReportFile(String file, String content) implements ControllerToAgentFileCallable<String> {

    /** Writes the report. Returns an error message, or an empty text on success. */
    @Override
    public String invoke(File workspace, VirtualChannel channel) throws IOException {
        Path root = Files.createDirectories(workspace.toPath()).toRealPath();
        Path target;
        try {
            target = root.resolve(file).normalize();
        } catch (InvalidPathException e) {
            return e.getMessage();
        }
        Path parent = target.getParent();
        if (parent == null || !target.startsWith(root) || target.equals(root) || !isBelow(root, parent)) {
            return "the file is outside of the workspace";
        }
        if (Files.isDirectory(target)) {
            return "the path is a directory";
        }
        Files.createDirectories(parent);
        Path unfinished = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(unfinished, content, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return "";
    }

    /** Returns whether a folder, which may be missing, is inside the workspace. */
    private static boolean isBelow(Path root, Path folder) {
        try {
            return InWorkspace.realPath(folder).startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }
}
