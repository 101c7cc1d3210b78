package io.jenkins.plugins.dockereventwatch.update.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The script that reads a host, for the standard input of {@code sh -s BOUNDARY}. It needs no root and changes nothing.
 */
public record ProbeScript(String text) {

    private static final String RESOURCE = "host-probe.sh";

    public static ProbeScript load() {
        try (InputStream in = ProbeScript.class.getResourceAsStream(RESOURCE)) {
            return new ProbeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a text looks like the script's output, possibly after text that a login prints. */
    public static boolean isOutput(String text) {
        return ProbeOutput.isLikely(text);
    }

    /** A random boundary for one run, in hexadecimal. */
    public static String boundary() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
