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
 * Files below a folder, read as hostile input: nothing outside of the folder, whatever links say; no pipes or devices;
 * nothing large. Needs nothing but the JDK.
 */
public final class SourceFiles {

    /** No Dockerfile or compose file is larger. */
    public static final int LARGEST = 1 << 20;

    private final Path root;

    /**
     * Prepares it.
     *
     * @param root the folder; a file system's root for no bounds
     * @throws IOException if there is no such folder
     */
    public SourceFiles(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /**
     * Reads a file; what is no UTF-8 in it is replaced by U+FFFD.
     *
     * @param path absolute, or relative to the folder
     * @throws IOException if it cannot be read; the message says why, and not where the file would have been
     */
    public String read(Path path) throws IOException {
        Path real;
        try {
            real = root.resolve(path).toRealPath();
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        }
        if (!real.startsWith(root)) {
            throw new IOException("it lies outside of the folder that may be read");
        }
        BasicFileAttributes attributes =
                Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException(attributes.isDirectory() ? "it is a folder" : "it is no regular file");
        }
        OpenOption[] options = {StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS};
        try (InputStream in = Files.newInputStream(real, options)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 10) + " KiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (AccessDeniedException e) {
            throw new IOException("permission denied", e);
        }
    }

    /** Whether there is a file that {@link #read} might read. */
    public boolean exists(Path path) {
        return Files.isRegularFile(root.resolve(path));
    }
}
