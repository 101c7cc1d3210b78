package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Output that was kept in a file. */
public final class FileProbe implements HostProbe {

    private final Path file;

    /** In a file. */
    public FileProbe(Path file) {
        this.file = file;
    }

    @Override
    public String collect() throws UnreadableHostException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (NoSuchFileException e) {
            throw new UnreadableHostException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new UnreadableHostException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads UTF-8, a little more than is allowed at most; malformed bytes become question marks. */
    public static String read(InputStream in) throws IOException {
        return new String(in.readNBytes(HostOutputReader.LONGEST + 1), StandardCharsets.UTF_8);
    }
}
