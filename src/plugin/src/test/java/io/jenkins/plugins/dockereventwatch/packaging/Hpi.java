package io.jenkins.plugins.dockereventwatch.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The archive that the build made, opened. */
final class Hpi implements AutoCloseable {

    static final String PLUGIN_JAR = "WEB-INF/lib/docker-event-watch.jar";
    private static final Path FOLDER = Path.of("target").toAbsolutePath();

    private final JarFile archive;

    private Hpi(JarFile archive) {
        this.archive = archive;
    }

    static Hpi open() throws IOException {
        return new Hpi(new JarFile(FOLDER.resolve("docker-event-watch.hpi").toFile()));
    }

    /** Where the build put the jars that are in the archive. */
    static Path unpacked(String name) {
        return FOLDER.resolve("hpi").resolve(name);
    }

    Attributes manifest() throws IOException {
        return archive.getManifest().getMainAttributes();
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        archive.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .forEach(names::add);
        return names;
    }

    List<String> libraries() {
        return names().stream().filter(name -> name.startsWith("WEB-INF/lib/")).toList();
    }

    byte[] content(String name) throws IOException {
        try (InputStream in = archive.getInputStream(archive.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    String text(String name) throws IOException {
        return new String(content(name), StandardCharsets.UTF_8);
    }

    /** What a library of the archive holds under a name. */
    Optional<byte[]> inLibrary(String library, String name) throws IOException {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(content(library)))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return Optional.of(jar.readAllBytes());
                }
            }
            return Optional.empty();
        }
    }

    Set<String> namesInLibrary(String library) {
        Set<String> names = new TreeSet<>();
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(content(library)))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                names.add(entry.getName());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    Manifest manifestOfLibrary(String library) throws IOException {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(content(library)))) {
            return jar.getManifest();
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
