package io.jenkins.plugins.dockereventwatch.update.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The script that reads a host, for the standard input of {@code sh -s BOUNDARY}. It needs no root and changes nothing.
 */
public final class ProbeScript {

    private static final String RESOURCE = "host-probe.sh";

    private ProbeScript() {}

    public static String text() {
        try (InputStream in = ProbeScript.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A random boundary for one run. */
    public static String boundary() {
        return UUID.randomUUID().toString();
    }
}
