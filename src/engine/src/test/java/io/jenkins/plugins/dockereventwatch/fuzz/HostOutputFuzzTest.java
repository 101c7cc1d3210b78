package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.probe.HostOutputReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/** What the probe of a host printed: the output of its package manager. */
@Timeout(10)
class HostOutputFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @FuzzTest
    void readsOrRejects(byte[] output) {
        try {
            assertThat(new HostOutputReader(Optional.empty(), Optional.empty(), NOW)
                            .read(new String(output, StandardCharsets.UTF_8))
                            .packages())
                    .isNotNull();
        } catch (UnreadableHostException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2000);
        }
    }
}
