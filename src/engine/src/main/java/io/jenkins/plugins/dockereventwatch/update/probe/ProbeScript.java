package io.jenkins.plugins.dockereventwatch.update.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The script that reads a host: for a POSIX shell's standard input, as {@code sh -s BOUNDARY}. It needs no root and
 * changes nothing.
 *
 * @param text the script
 */
public record ProbeScript(String text) {

    private static final String RESOURCE = "host-probe.sh";

    /** Loads it. */
    public static ProbeScript load() {
        try (InputStream in = ProbeScript.class.getResourceAsStream(RESOURCE)) {
            return new ProbeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a text begins as the script's output does, after what a login may print before it. */
    public static boolean isOutput(String text) {
        return ProbeOutput.isLikely(text);
    }

    /** Another boundary for each run: hexadecimal, which no output can guess. */
    public static String boundary() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
