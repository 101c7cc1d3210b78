package io.jenkins.plugins.dockereventwatch.config;

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
    void durationOrTime(String text, Instant end) {
        assertThat(parse(text)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "2026-11-24 13:00 | '2026-11-24 13:00' is over",
                "1999-01-01 00:00 | is over",
                "367d | a silence lasts for 366d at most",
                "2099-01-01 00:00 | a silence lasts for 366d at most",
                "+999999999-12-31T23:59 | a silence lasts for 366d at most",
                "soon | 'soon' is no duration; write a number and s, m, h or d: 10s, 5m, 4h, 7d; or a time",
                "\"\" | no duration",
                "-5m | no duration",
                "2026-11-24 | is no time; write 2026-11-24 18:00, or a duration",
                "2026-11-31 10:00 | is no time",
            })
    void otherwiseSaysWhatIsWanted(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).withMessageContaining(message);
    }
}
