package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.MalformedEventException;
import org.junit.jupiter.api.Timeout;

/** A line of an event stream, or of a recording. */
@Timeout(10)
class EventLineFuzzTest {

    @FuzzTest
    void readsOrRejects(byte[] line) {
        try {
            assertThat(DockerEvent.parse(line).time()).isNotNull();
        } catch (MalformedEventException e) {
            assertThat(e).hasMessageMatching("[^\\p{Cntrl}]{1,1000}");
        }
    }
}
