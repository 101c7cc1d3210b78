package io.jenkins.plugins.dockereventwatch.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SilencesTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant END = Instant.parse("2026-11-24T09:00:00Z");
    private static final Alert DEATH = Alerts.died("mysql");

    private static Condition equal(String field, String value) {
        return new Condition(new FieldPath(field), Condition.Operator.EQUALS, Condition.Quantifier.ANY, List.of(value));
    }

    private static Silence silence(Condition... matchers) {
        return new Silence(1, List.of(matchers), START, END, "upgrade", "ops");
    }

    private static RecurringSilence recurring(Set<DayOfWeek> days, String from, String to) {
        return new RecurringSilence(
                List.of(), days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of("Europe/Zurich"), "backup");
    }

    @Nested
    class OnceSilenced {

        @ParameterizedTest
        @CsvSource({
            "2026-11-24T07:59:59Z, false",
            "2026-11-24T08:00:00Z, true",
            "2026-11-24T08:59:59Z, true",
            "2026-11-24T09:00:00Z, false"
        })
        void includesStartButNotEnd(Instant time, boolean silenced) {
            Silences silences = new Silences(List.of(silence(equal("Action", "die"))), List.of());

            assertThat(silences.reason(DEATH, time).isPresent()).isEqualTo(silenced);
        }

        @Test
        void namesAuthorEndAndReason() {
            Silences silences = new Silences(List.of(silence(equal("Action", "die"))), List.of());

            assertThat(silences.reason(DEATH, START)).contains("silenced until 2026-11-24T09:00:00Z by ops: upgrade");
        }

        @ParameterizedTest
        @CsvSource({
            "Actor.Attributes.name, mysql, true",
            "Actor.Attributes.name, redis, false",
            "dockerHostLabel, docker-01, true",
            "dockerHostLabel, docker-02, false",
            "notificationTitle, a rule, true",
            "notificationTitle, another rule, false",
            "notifier, n, true",
            "notifier, m, false"
        })
        void matchesEventAndAlertFields(String field, String value, boolean silenced) {
            Silences silences = new Silences(List.of(silence(equal(field, value))), List.of());

            assertThat(silences.reason(DEATH, START).isPresent()).isEqualTo(silenced);
        }

        @Test
        void appliesIfAnyMatchesCompletely() {
            Silences silences = new Silences(
                    List.of(
                            silence(equal("Action", "die"), equal("notifier", "m")),
                            silence(equal("Action", "die"), equal("notifier", "n"))),
                    List.of());

            assertThat(silences.reason(DEATH, START)).isPresent();
            assertThat(new Silences(List.of(), List.of()).reason(DEATH, START)).isEmpty();
        }
    }

    @Nested
    class Recurring {

        @ParameterizedTest
        @CsvSource({
            // 2026-11-23 is a Monday; Zurich is one hour ahead of UTC
            "08:00, 09:00, 2026-11-23T06:59:59Z, false",
            "08:00, 09:00, 2026-11-23T07:00:00Z, true",
            "08:00, 09:00, 2026-11-23T07:59:59Z, true",
            "08:00, 09:00, 2026-11-23T08:00:00Z, false",
            "08:00, 09:00, 2026-11-24T07:00:00Z, false",
            "22:00, 06:00, 2026-11-23T20:59:59Z, false",
            "22:00, 06:00, 2026-11-23T21:00:00Z, true",
            "22:00, 06:00, 2026-11-24T04:59:59Z, true",
            "22:00, 06:00, 2026-11-24T05:00:00Z, false",
            "22:00, 06:00, 2026-11-23T04:00:00Z, false",
            "22:00, 06:00, 2026-11-24T21:00:00Z, false",
            "08:00, 08:00, 2026-11-23T07:00:00Z, true",
            "08:00, 08:00, 2026-11-24T06:59:59Z, true",
            "08:00, 08:00, 2026-11-24T07:00:00Z, false"
        })
        void isActiveFromMondayUntilEnd(String from, String to, Instant time, boolean active) {
            RecurringSilence monday = recurring(Set.of(DayOfWeek.MONDAY), from, to);

            assertThat(monday.isActive(time)).isEqualTo(active);
            assertThat(new Silences(List.of(), List.of(monday))
                            .reason(DEATH, time)
                            .isPresent())
                    .isEqualTo(active);
        }

        @Test
        void namesTimesAndReason() {
            Silences silences =
                    new Silences(List.of(), List.of(recurring(EnumSet.allOf(DayOfWeek.class), "08:00", "12:30")));

            assertThat(silences.reason(DEATH, START))
                    .contains("silenced from 08:00 to 12:30 by the configuration: backup");
        }

        @Test
        void requiresDayAndReason() {
            assertThatThrownBy(() -> recurring(Set.of(), "08:00", "09:00"))
                    .hasMessage("Invalid silence: expected at least one day, and a reason");
            assertThatThrownBy(() -> new RecurringSilence(
                            List.of(),
                            Set.of(DayOfWeek.MONDAY),
                            LocalTime.NOON,
                            LocalTime.MIDNIGHT,
                            ZoneId.of("Europe/Zurich"),
                            " "))
                    .hasMessage("Invalid silence: expected at least one day, and a reason");
        }
    }

    @Nested
    class Reason {

        @Test
        void losesSurroundingWhitespace() {
            assertThat(Silence.checkedReason(" upgrade\n")).isEqualTo("upgrade");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " \n"})
        void mustNotBeBlank(String reason) {
            assertThatThrownBy(() -> Silence.checkedReason(reason))
                    .hasMessage("a silence needs a reason, for other people");
        }

        @Test
        void hasAtMost1000Characters() {
            String longest = "x".repeat(1000);

            assertThat(Silence.checkedReason(longest)).isEqualTo(longest);
            assertThatThrownBy(() -> Silence.checkedReason(longest + "x"))
                    .hasMessage("expected a reason of at most 1000 characters, but it has 1001");
        }
    }
}
