package io.jenkins.plugins.dockereventwatch.config.reader;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DID_YOU_MEAN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.INVALID_ZONE;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.IS_WEBHOOK;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_FUTURE_DATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatReaderTest {

    @TempDir
    private Path folder;

    @Test
    void defaultsToWeeklyMailForAll() throws Exception {
        HeartbeatSettings heartbeat = read("").orElseThrow();

        assertThat(heartbeat.notifiers()).containsExactly("email", "boss");
        assertThat(heartbeat.schedule().words(Locale.ENGLISH)).startsWith("every Monday at 08:00 (");
        assertThat(heartbeat.schedule().zone()).isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void canBeDisabled() throws Exception {
        assertThat(read("heartbeat: off\n")).isEmpty();
    }

    @Test
    void readsAllSettings() throws Exception {
        HeartbeatSettings heartbeat = read("""
            heartbeat: {notify: boss, schedule: "@monthly", zone: Europe/Zurich, holidays: [01-01]}
            """).orElseThrow();

        assertThat(heartbeat.notifiers()).containsExactly("boss");
        assertThat(heartbeat.schedule().zone()).isEqualTo(ZoneId.of("Europe/Zurich"));
        assertThat(heartbeat.schedule().holidays().contains(LocalDate.parse("2031-01-01")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "weekly | Invalid heartbeat: expected off, or a mapping",
                "{notify: chat} | " + IS_WEBHOOK + ", and heartbeats are sent by mail",
                "{notify: emial} | " + DID_YOU_MEAN + "'email'?",
                "{schedule: '0 8 31 2 *'} | " + NO_FUTURE_DATE,
                "{zone: Europe/Berln} | " + INVALID_ZONE,
                "{holidays: [christmas]} | Invalid date 'christmas'",
                "{shedule: '@weekly'} | " + DID_YOU_MEAN + "'schedule'?"
            })
    void reportsErrorsWithPlace(String heartbeat, String message) {
        assertThatThrownBy(() -> read("heartbeat: " + heartbeat + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("config.yml:7:");
    }

    private Optional<HeartbeatSettings> read(String heartbeat) throws Exception {
        return new ConfigFile(folder).read("""
            notifiers:
              email: {url: "smtp://mail.example.org?from=watch@example.org&to=ops@example.org"}
              chat: {url: "https://chat.example.org/x", template: chat.json, data_encoding: json}
              boss: {url: "smtp://mail.example.org?from=watch@example.org&to=boss@example.org"}
            notifications:
              - {title: deaths, notify: [email], when: {Action: die}}
            """ + heartbeat).monitoring().heartbeat();
    }
}
