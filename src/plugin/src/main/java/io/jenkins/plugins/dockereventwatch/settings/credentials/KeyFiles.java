package io.jenkins.plugins.dockereventwatch.settings.credentials;

import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Stores keys as files for programs that require files (ssh, docker-java), in folders that only the current user can
 * read, until closed. Equal keys are stored in the same folder.
 */
final class KeyFiles implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KeyFiles.class.getName());

    private Path root;

    /**
     * Returns a folder with the given files.
     *
     * @param contents the contents by file name
     */
    synchronized Path folder(Map<String, String> contents) throws IOException {
        if (root == null) {
            // Created with owner-only access on file systems that support permissions.
            root = Files.createTempDirectory("docker-event-watch");
        }
        Path folder = root.resolve(key(contents));
        if (!Files.exists(folder)) {
            Path unfinished = Files.createTempDirectory(root, "new");
            for (Map.Entry<String, String> file : contents.entrySet()) {
                write(unfinished.resolve(file.getKey()), file.getValue());
            }
            Files.move(unfinished, folder);
        }
        return folder;
    }

    private static String key(Map<String, String> contents) {
        return Digest.of(new TreeMap<>(contents)
                .entrySet().stream()
                        .flatMap(file -> Stream.of(file.getKey(), file.getValue()))
                        .toArray(String[]::new));
    }

    private static void write(Path file, String content) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        String text = content.replace("\r\n", "\n");
        Files.writeString(
                file, text.endsWith("\n") ? text : text + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public synchronized void close() {
        if (root == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Failed to delete key files in " + root, e);
        }
        root = null;
    }
}
