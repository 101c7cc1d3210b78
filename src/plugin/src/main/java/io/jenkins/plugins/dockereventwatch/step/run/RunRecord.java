package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The record of a run, in files of the build's folder. Written immediately, so that it is correct after a restart of
 * the controller at any time. Removed at the end of the step.
 */
final class RunRecord {

    private static final int MAX_OUTPUT = 10 << 20;
    private static final String ALLOWED_CLASSES = "io.jenkins.plugins.dockereventwatch.**;java.base/*;maxdepth=20;!*";

    private final Path handleFile;
    private final Path cursorFile;
    private final Path outputFile;

    /**
     * Creates the record of one run.
     *
     * @param folder the folder of the build
     * @param id the ID of the step
     */
    RunRecord(Path folder, String id) {
        this.handleFile = folder.resolve("limited-run-" + id + ".handle");
        this.cursorFile = folder.resolve("limited-run-" + id + ".cursor");
        this.outputFile = folder.resolve("limited-run-" + id + ".out");
    }

    /** Returns the created run; empty if none was created. */
    Optional<RunHandle> handle() throws IOException {
        if (!Files.exists(handleFile)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(handleFile);
                ObjectInputStream objects = new ObjectInputStream(in)) {
            objects.setObjectInputFilter(ObjectInputFilter.Config.createFilter(ALLOWED_CLASSES));
            return Optional.of((RunHandle) objects.readObject());
        } catch (ClassNotFoundException e) {
            throw new IOException("Failed to read the record of the run", e);
        }
    }

    /** Saves the created run. */
    void keep(RunHandle handle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(handle);
        }
        replace(handleFile, bytes.toByteArray());
    }

    /** Returns the position up to which the output was read. */
    LogCursor cursor() throws IOException {
        if (!Files.exists(cursorFile)) {
            return LogCursor.START;
        }
        String[] counts = Files.readString(cursorFile).strip().split(" ");
        return new LogCursor(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    /** Saves the position up to which the output was read. */
    void keep(LogCursor cursor) throws IOException {
        replace(cursorFile, (cursor.out() + " " + cursor.err()).getBytes(StandardCharsets.US_ASCII));
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, bytes);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Appends standard output to be returned by the step.
     *
     * @param at the position of the bytes; content beyond it was written before a restart without being recorded, and
     *     is overwritten
     * @throws IOException if the output exceeds the maximum
     */
    void append(long at, byte[] bytes) throws IOException {
        if (at + bytes.length > MAX_OUTPUT) {
            throw new IOException("returnStdout: the output is larger than " + (MAX_OUTPUT >> 20)
                    + " MiB; write the output to a file instead");
        }
        try (RandomAccessFile file = new RandomAccessFile(outputFile.toFile(), "rw")) {
            file.setLength(at);
            file.seek(at);
            file.write(bytes);
        }
    }

    /** Returns the saved standard output; invalid UTF-8 is replaced. */
    String output() throws IOException {
        return Files.exists(outputFile) ? new String(Files.readAllBytes(outputFile), StandardCharsets.UTF_8) : "";
    }

    void delete() throws IOException {
        Files.deleteIfExists(handleFile);
        Files.deleteIfExists(cursorFile);
        Files.deleteIfExists(outputFile);
    }
}
