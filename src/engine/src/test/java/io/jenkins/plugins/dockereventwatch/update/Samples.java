package io.jenkins.plugins.dockereventwatch.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Output of package managers: {@code apt-*} of real hosts; the others made from the documented formats. */
public final class Samples {

    public static final String DEBIAN = "apt-get-s-dist-upgrade.debian12.txt";
    public static final String RELEASE = "apt-get-s-dist-upgrade.release-12-to-13.txt";
    public static final String KERNEL_AND_HOLD = "apt-get-s-dist-upgrade.kernel+hold.debian12.txt";
    public static final String NOTHING = "apt-get-s-dist-upgrade.nothing-pending.txt";

    private Samples() {}

    /** The text of a sample. */
    public static String read(String name) {
        try (InputStream in =
                Objects.requireNonNull(Samples.class.getResourceAsStream("/host-updates/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Debian 12, where the samples of apt come from. */
    public static OsRelease debian12() {
        return OsRelease.parse(read("os-release.debian12.txt"));
    }
}
