package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.remoting.VirtualChannel;
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
 * Writes a report into the workspace, on the agent, and nowhere else whatever links there say. A file of that name is
 * replaced; a link is, too, and not followed.
 *
 * @param file relative to the workspace; folders are made as needed
 * @param content its text
 */
record WriteReportFile(String file, String content) implements ControllerToAgentFileCallable<String> {

    private static final long serialVersionUID = 1L;

    /** Writes it; gives what stood against that, or an empty text. */
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
        if (parent == null || !target.startsWith(root) || target.equals(root) || !liesBelow(root, parent)) {
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

    /** Whether what there already is of a folder lies in the workspace, links followed. */
    private static boolean liesBelow(Path root, Path folder) throws IOException {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            if (Files.isSymbolicLink(existing)) {
                return false;
            }
            existing = existing.getParent();
        }
        return existing != null && existing.toRealPath().startsWith(root);
    }
}
