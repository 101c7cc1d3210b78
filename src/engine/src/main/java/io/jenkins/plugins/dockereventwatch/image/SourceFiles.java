package io.jenkins.plugins.dockereventwatch.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads untrusted files in a folder: regular files of limited size that are, after resolving links, inside the folder.
 * Uses only the JDK, to run on agents.
 */
public final class SourceFiles {

    /** The maximum size of a file in bytes. */
    public static final int MAX_SIZE = 1 << 20;

    private final Path root;

    /**
     * Creates a reader.
     *
     * @param root the folder; the root of a file system for no restriction
     * @throws IOException if the folder does not exist
     */
    public SourceFiles(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /**
     * Reads a file as UTF-8; invalid bytes are replaced by U+FFFD.
     *
     * @param path an absolute path, or a path relative to the folder
     * @throws IOException if it cannot be read; the message does not contain the path
     */
    public String read(Path path) throws IOException {
        Path real;
        try {
            real = root.resolve(path).toRealPath();
        } catch (NoSuchFileException e) {
            throw new IOException("the file does not exist", e);
        }
        if (!real.startsWith(root)) {
            throw new IOException("the file is outside the workspace");
        }
        BasicFileAttributes attributes =
                Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException(attributes.isDirectory() ? "it is a folder, not a file" : "it is not a regular file");
        }
        OpenOption[] options = {StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS};
        try (InputStream in = Files.newInputStream(real, options)) {
            byte[] bytes = in.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                throw new IOException("the file is larger than " + (MAX_SIZE >> 10) + " KiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (AccessDeniedException e) {
            throw new IOException("permission denied", e);
        }
    }

    /** Returns whether a regular file exists; {@link #read} can still refuse it. */
    public boolean exists(Path path) {
        return Files.isRegularFile(root.resolve(path));
    }
}
