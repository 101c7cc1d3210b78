package io.jenkins.plugins.dockereventwatch.image;

import io.jenkins.plugins.dockereventwatch.config.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Policies as users write them, read by the product's own reader, on a day that does not change. */
public final class Policies {

    /** The day of all tests. */
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private Policies() {}

    /** Official images only. */
    public static ImagePolicy official() {
        return ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, clock());
    }

    /** By a policy.yml. */
    public static ImagePolicy of(String yaml) {
        try {
            Path file = Files.createTempFile("policy", ".yml");
            try {
                Files.writeString(file, yaml);
                return ImagePolicy.of(PolicyFile.read(file), clock());
            } finally {
                Files.delete(file);
            }
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
