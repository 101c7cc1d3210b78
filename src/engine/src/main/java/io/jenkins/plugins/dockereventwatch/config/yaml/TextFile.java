package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small UTF-8 files. */
public final class TextFile {

    /** The largest allowed file, in bytes. */
    public static final int MAX_SIZE = 1 << 20;

    private TextFile() {}

    /**
     * Reads a file, without its byte order mark.
     *
     * @throws IOException if it cannot be read, is not UTF-8, or is larger than {@link #MAX_SIZE}; with a message for users
     */
    public static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("This is a folder");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_SIZE + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("No such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("Permission denied", e);
        }
        if (bytes.length > MAX_SIZE) {
            throw new IOException("The file is larger than " + (MAX_SIZE >> 10) + " KiB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("Invalid encoding: expected UTF-8", e);
        }
    }
}
