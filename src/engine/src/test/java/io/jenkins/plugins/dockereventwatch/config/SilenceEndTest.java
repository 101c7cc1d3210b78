package io.jenkins.plugins.dockereventwatch.config;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_DURATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceEndTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.9Z");

    private static Instant parse(String text) {
        return SilenceEnd.parse(text, NOW, ZoneId.of("Europe/Zurich"));
    }

    @ParameterizedTest
    @CsvSource({
        "90m, 2026-11-24T13:30:00Z",
        "' 7d ', 2026-12-01T12:00:00Z",
        "1s, 2026-11-24T12:00:01Z",
        "366d, 2027-11-25T12:00:00Z",
        "2026-11-24 18:00, 2026-11-24T17:00:00Z",
        "2026-11-24T13:00:01, 2026-11-24T12:00:01Z",
        "2026-11-24T18:00Z, 2026-11-24T18:00:00Z",
        "2026-11-24 18:00+05:30, 2026-11-24T12:30:00Z",
    })
    void acceptsDurationOrTime(String text, Instant end) {
        assertThat(parse(text)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "2026-11-24 13:00 | Invalid end '2026-11-24 13:00': expected a time in the future",
                "1999-01-01 00:00 | expected a time in the future",
                "367d | expected at most 366d from now",
                "2099-01-01 00:00 | expected at most 366d from now",
                "+999999999-12-31T23:59 | expected at most 366d from now",
                "soon | Invalid duration 'soon': " + EXPECTED_DURATION + ", such as 10s, 5m, 4h or 7d; or a time",
                "\"\" | Invalid duration",
                "-5m | Invalid duration",
                "2026-11-24 | expected 2026-11-24 18:00, or a duration",
                "2026-11-31 10:00 | Invalid time",
            })
    void errorNamesExpectedFormat(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).withMessageContaining(message);
    }
}
