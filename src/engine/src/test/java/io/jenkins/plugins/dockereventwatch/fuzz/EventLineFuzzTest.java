package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.MalformedEventException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;

/** A line of an event stream, or of a recording. */
@Timeout(10)
class EventLineFuzzTest {

    @DictionaryEntries({
        "\\\"Type\\\":\\\"container\\\"",
        "\\\"Action\\\":\\\"health_status\\\"",
        "\\\"status\\\":",
        "\\\"Actor\\\":{\\\"Attributes\\\":{",
        "\\\"podId\\\":",
        "\\\"HealthStatus\\\":",
        "\\\"containerExitCode\\\":",
        "\\\"exitCode\\\":",
        "\\\"timeNano\\\":",
        "\\\"time\\\":",
        "1e400",
        "-9223372036854775808",
        "null",
        "[[",
        "\\\\ud800"
    })
    @FuzzTest
    void readsOrRejects(byte[] line) {
        try {
            DockerEvent event = DockerEvent.parse(line);
            byte[] again = event.json().toString().getBytes(StandardCharsets.UTF_8);
            assertThat(DockerEvent.parse(again).key()).isEqualTo(event.key());
            assertThat(event.time()).isNotNull();
            assertThat(event.isSameEventAt(event.timeNano())).isTrue();
        } catch (MalformedEventException e) {
            assertThat(e).hasMessageMatching("[^\\p{Cntrl}]{1,1000}");
        }
    }
}
