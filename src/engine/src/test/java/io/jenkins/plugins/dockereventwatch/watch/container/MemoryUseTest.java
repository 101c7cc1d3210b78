package io.jenkins.plugins.dockereventwatch.watch.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState.MemoryUse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory in answers to {@code GET /containers/{id}/stats}, without the cache that can be reclaimed. */
class MemoryUseTest {

    private static final String ANSWER = "{\"memory_stats\":{\"usage\":%d,\"limit\":1000,\"stats\":{%s}}}";

    private static Optional<MemoryUse> read(String json) throws Exception {
        return MemoryUse.of(new ObjectMapper().readTree(json));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"total_inactive_file\":300,\"inactive_file\":100', 600",
        "'\"inactive_file\":300', 600",
        "'\"inactive_file\":2000', 900",
        "'', 900"
    })
    void subtractsCacheOfBothCgroupVersions(String details, long used) throws Exception {
        assertThat(read(ANSWER.formatted(900, details))).contains(new MemoryUse(used, 1000));
    }

    @Test
    void isUnknownOfEndedContainer() throws Exception {
        assertThat(read("{\"memory_stats\":{}}")).isEmpty();
        assertThat(read("{}")).isEmpty();
    }
}
