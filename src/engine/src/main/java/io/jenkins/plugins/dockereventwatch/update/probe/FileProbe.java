package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads output of the probe script or a package manager from a file. */
public final class FileProbe implements HostProbe {

    private final Path file;

    public FileProbe(Path file) {
        this.file = file;
    }

    @Override
    public String collect() throws UnreadableHostException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (NoSuchFileException e) {
            throw new UnreadableHostException(file + ": file not found", e);
        } catch (IOException e) {
            throw new UnreadableHostException(file + ": cannot read the file: " + e.getMessage(), e);
        }
    }

    /** Reads UTF-8 up to one character more than {@link HostOutputReader#LONGEST}. Malformed bytes are replaced. */
    public static String read(InputStream in) throws IOException {
        return new String(in.readNBytes(HostOutputReader.LONGEST + 1), StandardCharsets.UTF_8);
    }
}
