package io.jenkins.plugins.dockereventwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.notify.HostileServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DockerConnectionTest {

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void backToTheUsual() {
        Locale.setDefault(usual);
    }

    @Test
    void limitsTheTimeOfAnErrorsReason() throws Exception {
        try (HostileServer slow = HostileServer.slow("HTTP/1.1 500 no\r\nContent-Length: 1000\r\n\r\n", "a");
                DockerConnection connection = DockerConnection.open(
                        DockerHost.parse("tcp://127.0.0.1:" + slow.port(), Map.of()), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> connection.stream("GET", "/events", Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within 1 s");
        }
    }

    @Test
    void formatsTimeInEveryLocale() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat(String.format("%d", 1))
                .as("a language with digits of its own")
                .isNotEqualTo("1");

        assertThat(DockerConnection.seconds(Instant.ofEpochSecond(1_795_457_529, 42)))
                .isEqualTo("1795457529.000000042");
    }
}
