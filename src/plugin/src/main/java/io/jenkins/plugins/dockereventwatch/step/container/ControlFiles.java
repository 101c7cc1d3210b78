package io.jenkins.plugins.dockereventwatch.step.container;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies logs, output and exit codes of shell steps from the folder that a container writes to the control folders that
 * Jenkins reads, on the agent and in a thread of its own. The container can replace any file there at any time: links
 * are not followed, only regular files are read, and the names are fixed. Positions are those of the files, so that
 * another process can continue.
 */
public final class ControlFiles implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(ControlFiles.class.getName());

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern CONTROL_FOLDER = Pattern.compile("durable-\\w+");
    private static final Pattern EXIT_CODE = Pattern.compile("-?[0-9]{1,9}");
    private static final String LOG = "jenkins-log.txt";
    private static final String OUTPUT = "output.txt";
    private static final String RESULT = "jenkins-result.txt";
    private static final String SCRIPT = "script.sh.copy";
    private static final int LONGEST_RESULT = 32;
    private static final int BUFFER = 64 << 10;

    /** Lower than the number of nested folders of any path. */
    private static final int DEEPEST = 2048;

    private final Path steps;
    private final Path written;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "limited-run control files");

    private ControlFiles(ControlFolder folder) {
        steps = Path.of(folder.steps());
        written = Path.of(folder.written());
        thread.setDaemon(true);
    }

    /** Starts copying. */
    public static ControlFiles copying(ControlFolder folder) {
        ControlFiles files = new ControlFiles(folder);
        files.thread.start();
        return files;
    }

    private void run() {
        boolean closed = false;
        while (!closed) {
            try {
                closed = closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
            for (Path folder : controlFolders()) {
                try {
                    copy(folder);
                } catch (IOException e) {
                    LOGGER.log(System.Logger.Level.DEBUG, "Control files could not be copied; retrying", e);
                }
            }
        }
    }

    /** Returns the control folders of running shell steps. */
    private List<Path> controlFolders() {
        try (Stream<Path> found = Files.find(
                steps,
                DEEPEST,
                (path, attributes) -> attributes.isDirectory()
                        && CONTROL_FOLDER.matcher(path.getFileName().toString()).matches())) {
            return found.filter(folder -> !Files.exists(folder.resolve(RESULT))).toList();
        } catch (IOException | UncheckedIOException e) {
            // Jenkins was just deleting one
            LOGGER.log(System.Logger.Level.DEBUG, "Control folders could not be listed; retrying", e);
            return List.of();
        }
    }

    private void copy(Path folder) throws IOException {
        String code;
        try {
            // the result is read first, because the output is complete when it exists
            code = exitCode(source(folder, RESULT));
            append(source(folder, OUTPUT), folder.resolve(OUTPUT));
            append(source(folder, LOG), folder.resolve(LOG));
        } catch (UnusableFileException e) {
            Files.writeString(folder.resolve(LOG), "\ndocker-event-watch: " + e.getMessage() + "\n", CREATE, APPEND);
            code = "-1";
        }
        if (!code.isEmpty()) {
            if (!Files.exists(folder.resolve(OUTPUT))) {
                // for a step that returns its output, Jenkins would wait for the file without end
                Files.createFile(folder.resolve(OUTPUT));
            }
            Path unfinished = folder.resolve(RESULT + ".tmp");
            Files.writeString(unfinished, code);
            Files.move(unfinished, folder.resolve(RESULT), StandardCopyOption.ATOMIC_MOVE);
            for (String name : List.of(OUTPUT, LOG, SCRIPT)) {
                Files.deleteIfExists(source(folder, name));
            }
        }
    }

    private Path source(Path folder, String name) {
        return written.resolve(folder.getFileName() + "-" + name);
    }

    /** Returns the exit code; empty if there is none yet. */
    private static String exitCode(Path source) throws IOException {
        try (FileChannel file = open(source)) {
            ByteBuffer text = ByteBuffer.allocate(LONGEST_RESULT);
            file.read(text, 0);
            String code = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
            if (!EXIT_CODE.matcher(code).matches()) {
                throw new UnusableFileException("the exit code of the command is not a number");
            }
            return code;
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Appends what is new in a file, up to its present size, and copies its time, by which Jenkins sees a living step. */
    private static void append(Path source, Path target) throws IOException {
        try (FileChannel from = open(source);
                FileChannel to = FileChannel.open(target, WRITE, CREATE)) {
            long size = from.size();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long position = to.size();
            while (position < size && from.read(buffer.clear(), position) > 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    position += to.write(buffer, position);
                }
            }
            Files.setLastModifiedTime(target, Files.getLastModifiedTime(source, NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            // not written yet
        }
    }

    /**
     * Opens a file that the container can replace.
     *
     * @throws UnusableFileException if it is not a regular file, such as a link
     */
    private static FileChannel open(Path source) throws IOException {
        try {
            PosixFileAttributes attributes = Files.readAttributes(source, PosixFileAttributes.class, NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new IOException("not a regular file");
            }
            // opened for writing too, because reading alone waits for a writer if the file becomes a named pipe
            boolean own = attributes.owner().equals(Files.getOwner(source.getParent()));
            return FileChannel.open(source, own ? Set.of(READ, WRITE, NOFOLLOW_LINKS) : Set.of(READ, NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UnusableFileException("the output of the command cannot be read: the container replaced "
                    + source.getFileName() + " by something that is not a readable file");
        }
    }

    /** Copies what was written until now, and ends. */
    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join(CLOSE_TIMEOUT.toMillis());
    }

    /** The container replaced a file. */
    private static final class UnusableFileException extends IOException {

        private static final long serialVersionUID = 1L;

        UnusableFileException(String message) {
            super(message);
        }
    }
}
