package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.config.reader.PolicyReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies as users write them, read by the product's own reader, on a day that does not change. */
public final class Policies {

    /** The day of all tests. */
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** A digest. */
    static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

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
                return ImagePolicy.of(PolicyReader.read(file), clock());
            } finally {
                Files.delete(file);
            }
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known of an image of some age that was pulled by a digest. */
    static Optional<ImageFacts> facts(String digest) {
        return Optional.of(new ImageFacts(Map.of(), NOW.minus(Duration.ofDays(30)), List.of(digest)));
    }

    /** What a policy says of an image of which nothing is known but its name. */
    static Outcome outcome(ImagePolicy policy, String reference) {
        return policy.judge(reference).outcome();
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
