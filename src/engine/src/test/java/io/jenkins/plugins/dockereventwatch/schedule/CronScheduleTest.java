package io.jenkins.plugins.dockereventwatch.schedule;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.INVALID_ZONE;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_FUTURE_DATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Nested
    class Descriptions {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "0 8 * * 1 | every Monday at 08:00 (Europe/Berlin) | 2026-11-30T08:00 2026-12-07T08:00"
                            + " 2026-12-14T08:00",
                    "0 0 8 ? * MON | every Monday at 08:00 (Europe/Berlin) | 2026-11-30T08:00 2026-12-07T08:00"
                            + " 2026-12-14T08:00",
                    "0 0 8 ? * 1 | every Sunday at 08:00 (Europe/Berlin) | 2026-11-29T08:00 2026-12-06T08:00"
                            + " 2026-12-13T08:00",
                    "0 8 * * 7 | every Sunday at 08:00 (Europe/Berlin) | 2026-11-29T08:00 2026-12-06T08:00"
                            + " 2026-12-13T08:00",
                    "30 6,18 * * mon-wed | every Monday, Tuesday and Wednesday at 06:30 and 18:30 (Europe/Berlin)"
                            + " | 2026-11-24T18:30 2026-11-25T06:30 2026-11-25T18:30",
                    "*/20 * * * * | every day, at minute 0, 20, 40 of every hour (Europe/Berlin) | 2026-11-24T09:20"
                            + " 2026-11-24T09:40 2026-11-24T10:00",
                    "0 9 1 * * | on day 1 of every month at 09:00 (Europe/Berlin) | 2026-12-01T09:00 2027-01-01T09:00"
                            + " 2027-02-01T09:00",
                    "0 9 1 1 1 | on day 1 of January at 09:00, or every Monday in January at 09:00 (Europe/Berlin)"
                            + " | 2027-01-01T09:00 2027-01-04T09:00 2027-01-11T09:00",
                    "0 0 9 L * ? | on the last day of every month at 09:00 (Europe/Berlin) | 2026-11-30T09:00"
                            + " 2026-12-31T09:00 2027-01-31T09:00",
                    "0 0 9 ? * MON#1 | on the first Monday of every month at 09:00 (Europe/Berlin) | 2026-12-07T09:00"
                            + " 2027-01-04T09:00 2027-02-01T09:00",
                    "0 0 9 ? * 6L | on the last Friday of every month at 09:00 (Europe/Berlin) | 2026-11-27T09:00"
                            + " 2026-12-25T09:00 2027-01-29T09:00",
                    "0 0 9 ? * FRI-MON | every Friday, Saturday, Sunday and Monday at 09:00 (Europe/Berlin)"
                            + " | 2026-11-27T09:00 2026-11-28T09:00 2026-11-29T09:00",
                    "0 0 9 15W * ? | according to the cron expression 0 0 9 15W * ? (Europe/Berlin) | 2026-12-15T09:00"
                            + " 2027-01-15T09:00 2027-02-15T09:00",
                    "TZ=UTC\\n0 8 * * 1 | every Monday at 08:00 (UTC) | 2026-11-30T08:00 2026-12-07T08:00 2026-12-14T08:00"
                })
        void describesScheduleAndDates(String text, String words, String dates) {
            CronSchedule schedule = parse(text.replace("\\n", "\n"));

            assertThat(schedule.words(Locale.ENGLISH)).isEqualTo(words);
            assertThat(schedule.next(NOW, 3).stream()
                            .map(date -> date.toLocalDateTime().toString()))
                    .containsExactly(dates.split(" "));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "0 8 * * 1 | jeden Montag um 08:00 Uhr",
                    "30 6,18 * * 1-3 | jeden Montag, Dienstag und Mittwoch um 06:30 und 18:30 Uhr",
                    "*/20 * * * * | jeden Tag, zu Minute 0, 20, 40 jeder Stunde",
                    "* 8,9 * * * | jeden Tag, jede Minute der Stunde 8, 9",
                    "0 9 1,15 * * | am 1. und 15. jedes Monats um 09:00 Uhr",
                    "0 9 1 1 1 | am 1. im Januar um 09:00 Uhr oder jeden Montag im Januar um 09:00 Uhr",
                    "0 0 9 L * ? | am letzten Tag jedes Monats um 09:00 Uhr",
                    "0 0 9 ? * MON#1 | am 1. Montag jedes Monats um 09:00 Uhr",
                    "0 0 9 ? * 6L | am letzten Freitag jedes Monats um 09:00 Uhr",
                    "0 0 9 15W * ? | gemäß dem Cron-Ausdruck 0 0 9 15W * ?"
                })
        void describesScheduleInGerman(String text, String description) {
            assertThat(parse(text).words(Locale.GERMAN)).isEqualTo(description + " (Europe/Berlin)");
        }

        @Test
        void describesInEnglishForOtherLanguages() {
            assertThat(parse("0 8 * * 1").words(Locale.FRENCH)).startsWith("every ");
        }
    }

    @Nested
    class InvalidSchedules {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "0 0 8 31 2 ? | it has " + NO_FUTURE_DATE,
                    "0 0 8 ? * MON 2020 | it has " + NO_FUTURE_DATE,
                    "0 8 30 2 * | it has " + NO_FUTURE_DATE,
                    "0 0 8 * * MON | Invalid schedule '0 0 8 * * MON': ",
                    "0 0 8 ? * 0 | Invalid schedule",
                    "nonsense | expected five fields as in Jenkins",
                    "'' | Invalid schedule",
                    "60 8 * * 1 | Invalid minute '60': expected 0 to 59",
                    "0 24 * * 1 | Invalid hour",
                    "0 8 * * 8 | Invalid day of the week",
                    "0 8 5-1 * * | Invalid day of the month",
                    "0 8/2 * * * | Invalid hour",
                    "0 H(9-30) * * * | Invalid hour",
                    "*/0 * * * * | Invalid minute",
                    "@fortnightly | expected @hourly",
                    "TZ=Europe/Berln\\n0 8 * * 1 | " + INVALID_ZONE
                })
        void rejectsInvalidExpressions(String text, String reason) {
            assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason);
        }

        @Test
        void rejectsDatesThatNeverOccur() {
            assertThatThrownBy(() -> parse("0 8 31 2 *")).hasMessageContaining("it has " + NO_FUTURE_DATE);
        }

        @Test
        void rejectsSchedulesOfHolidaysOnly() {
            List<String> days = LocalDate.parse("2026-01-01")
                    .datesUntil(LocalDate.parse("2029-01-01"))
                    .map(day -> day.toString().substring(5))
                    .distinct()
                    .toList();

            assertThatThrownBy(() -> CronSchedule.parse("* * * * * ?", BERLIN, "x", Holidays.parse(days), NOW))
                    .hasMessageContaining("it has " + NO_FUTURE_DATE);
        }
    }

    @Nested
    class HashedTimes {

        @Test
        void areStableAndSpread() {
            Set<List<String>> times = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                CronSchedule one = CronSchedule.parse("@weekly", BERLIN, "host-" + i, Holidays.NONE, NOW);
                assertThat(CronSchedule.parse("@weekly", BERLIN, "host-" + i, Holidays.NONE, NOW))
                        .isEqualTo(one);
                times.add(one.expressions());
                List<ZonedDateTime> dates = one.next(NOW, 2);
                assertThat(dates.get(0).plusWeeks(1)).isEqualTo(dates.get(1));
            }
            assertThat(times).hasSizeGreaterThan(45);
        }

        @ParameterizedTest
        @CsvSource({"H H(9-11) * * *, 9, 11", "H H(0-2) * * *, 0, 2", "@midnight, 0, 2"})
        void stayInRange(String text, int first, int last) {
            for (int i = 0; i < 50; i++) {
                CronSchedule schedule = CronSchedule.parse(text, BERLIN, "name " + i, Holidays.NONE, NOW);
                assertThat(schedule.next(NOW, 1).get(0).getHour()).isBetween(first, last);
            }
        }

        @Test
        void keepIntervalOfSteps() {
            CronSchedule schedule = parse("H/15 * * * *");
            List<ZonedDateTime> dates = schedule.next(NOW, 5);

            assertThat(dates.get(4)).isEqualTo(dates.get(0).plusHours(1));
        }
    }

    @Nested
    class ClockChanges {

        @Test
        void doNotMoveOtherDates() {
            CronSchedule monday = parse("0 8 * * 1");

            assertThat(monday.next(Instant.parse("2027-03-22T08:00:00Z"), 2))
                    .extracting(Object::toString)
                    .containsExactly("2027-03-29T08:00+02:00[Europe/Berlin]", "2027-04-05T08:00+02:00[Europe/Berlin]");
            assertThat(monday.next(Instant.parse("2027-10-25T08:00:00Z"), 2))
                    .extracting(Object::toString)
                    .containsExactly("2027-11-01T08:00+01:00[Europe/Berlin]", "2027-11-08T08:00+01:00[Europe/Berlin]");
            assertThat(monday.warnings(NOW)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "30 2 * * 0, Europe/Berlin, 02:30 does not exist on 2027-03-28 in Europe/Berlin",
            "0 2 * * *, America/New_York, 02:00 does not exist on 2027-03-14 in America/New_York",
            "30 2 * * 0, UTC, ''",
            "30 3 * * 0, Europe/Berlin, ''",
            "30 2 * * 1, Europe/Berlin, ''"
        })
        void warnsOfSkippedHours(String text, String zone, String warning) {
            CronSchedule schedule = CronSchedule.parse(text, ZoneId.of(zone), "x", Holidays.NONE, NOW);

            if (warning.isEmpty()) {
                assertThat(schedule.warnings(NOW)).isEmpty();
            } else {
                assertThat(schedule.warnings(NOW)).singleElement().asString().startsWith(warning);
            }
        }
    }

    @Nested
    class Dates {

        @Test
        void holidaysHaveNoDates() {
            Holidays holidays = Holidays.parse(List.of("2026-11-30", "12-14"));
            CronSchedule schedule = CronSchedule.parse("0 8 * * 1", BERLIN, "x", holidays, NOW);

            assertThat(schedule.next(NOW, 2).stream().map(ZonedDateTime::toLocalDate))
                    .containsExactly(LocalDate.parse("2026-12-07"), LocalDate.parse("2026-12-21"));
            assertThat(schedule.words(Locale.ENGLISH)).endsWith(", except on holidays");
            assertThatThrownBy(() -> Holidays.parse(List.of("25.12.2026")))
                    .hasMessageContaining("Invalid date '25.12.2026'");
            assertThatThrownBy(() -> Holidays.parse(List.of("13-01"))).hasMessageContaining("Invalid day '13-01'");
        }

        @Test
        void findsLastDateOfAnyFrequency() {
            Instant start = Instant.parse("2025-01-01T00:00:00Z");

            assertThat(parse("0 8 * * 1").last(start, NOW)).contains(Instant.parse("2026-11-23T07:00:00Z"));
            assertThat(parse("* * * * * ?").last(start, NOW)).contains(NOW);
            assertThat(parse("0 8 1 1 *").last(start, NOW)).contains(Instant.parse("2026-01-01T07:00:00Z"));
            assertThat(parse("0 8 * * 1").last(Instant.parse("2026-11-23T07:00:00Z"), NOW))
                    .isEmpty();
            assertThat(parse("0 8 * * 1").last(NOW, NOW.minusSeconds(5))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"0 8 * * 1, false", "0 8 * * 1-2, true", "@daily, true", "@monthly, false", "0 8 1 * 1, true"})
        void detectsSeveralDatesPerWeek(String text, boolean more) {
            assertThat(parse(text).isMoreOftenThanWeekly(NOW)).isEqualTo(more);
        }

        @Test
        void weeksFollowIso8601() {
            assertThat(IsoWeek.of(LocalDate.parse("2027-01-03"))).hasToString("2026-W53");
            assertThat(IsoWeek.of(LocalDate.parse("2027-01-04"))).hasToString("2027-W01");
            assertThat(IsoWeek.of(LocalDate.parse("2027-01-04")).since(IsoWeek.of(LocalDate.parse("2026-12-21"))))
                    .isEqualTo(2);
        }
    }

    private static CronSchedule parse(String text) {
        return CronSchedule.parse(text, BERLIN, "host", Holidays.NONE, NOW);
    }
}
