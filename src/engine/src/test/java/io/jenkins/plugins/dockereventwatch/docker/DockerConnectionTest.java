package io.jenkins.plugins.dockereventwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DockerConnectionTest {

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void backToTheUsual() {
        Locale.setDefault(usual);
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
