package io.jenkins.plugins.dockereventwatch.update.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Samples;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import io.jenkins.plugins.dockereventwatch.update.probe.HostOutputReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatePolicyTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    @ParameterizedTest
    @CsvSource({
        "systemd, MINOR, 2026-11-24, WAIT, 2026-12-01",
        "systemd, MINOR, 2026-11-18, WAIT, 2026-11-25",
        "systemd, MINOR, 2026-11-17, THIS_WEEK,",
        "redis, MAJOR, 2026-11-04, WAIT, 2026-11-25",
        "redis, MAJOR, 2026-11-03, THIS_WEEK,",
        "curl, PATCH, 2026-11-24, THIS_WEEK,",
        "linux-image-6.12.0-1-amd64, MINOR, 2026-11-10, WAIT, 2026-12-01",
        "linux-image-6.1.0-56-amd64, PATCH, 2026-11-24, THIS_WEEK,"
    })
    void largerUpdatesWaitAfterFirstSeen(String name, UpdateSize size, LocalDate seen, Advice advice, LocalDate until) {
        UpdateAdvice advised = UpdatePolicy.DEFAULT.advise(update(name, size, null, null, null), TODAY, any -> seen);

        assertThat(advised.advice()).isEqualTo(advice);
        assertThat(advised.until()).isEqualTo(Optional.ofNullable(until));
        assertThat(advised.rule()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, HOTFIX", "CRITICAL, HOTFIX", "IMPORTANT, HOTFIX", "MODERATE, THIS_WEEK", "LOW, THIS_WEEK"})
    void severeSecurityUpdatesAreHotfixes(Severity severity, Advice advice) {
        for (UpdateSize size : UpdateSize.values()) {
            assertThat(advise(update("a", size, severity, null, null)).advice()).isEqualTo(advice);
        }
    }

    @Test
    void releaseUpgradeIsNoHotfix() {
        UpdateAdvice advised = advise(update("openssl", UpdateSize.MAJOR, Severity.UNKNOWN, "13.8", null));

        assertThat(advised.advice()).isEqualTo(Advice.WAIT);
        assertThat(advised.until()).contains(TODAY.plusDays(21));
        assertThat(advised.rule()).startsWith("part of the upgrade to release 13.8");
    }

    @Test
    void holdsSecurityUpdatesToo() {
        UpdatePolicy policy = holding(new Hold(
                new NamePattern("docker-*"),
                Optional.of(new NamePattern("5:27.0*")),
                "breaks the network",
                "david",
                Optional.of(LocalDate.parse("2026-12-24"))));
        PendingUpdate bad = update("docker-ce", UpdateSize.MAJOR, Severity.UNKNOWN, null, null, "5:27.0.1");

        UpdateAdvice held = policy.advise(bad, TODAY, any -> TODAY);
        UpdateAdvice later = policy.advise(bad, LocalDate.parse("2026-12-24"), any -> TODAY);
        UpdateAdvice other = policy.advise(
                update("docker-ce", UpdateSize.MAJOR, Severity.UNKNOWN, null, null, "5:27.1.0"), TODAY, any -> TODAY);

        assertThat(held.advice()).isEqualTo(Advice.HELD);
        assertThat(held.rule()).isEqualTo("held by david until 2026-12-24: breaks the network (security update)");
        assertThat(held.until()).contains(LocalDate.parse("2026-12-24"));
        assertThat(later.advice()).isEqualTo(Advice.HOTFIX);
        assertThat(other.advice()).isEqualTo(Advice.HOTFIX);
    }

    @Test
    void respectsHoldsOfPackageManager() {
        UpdateAdvice held = advise(update("a", UpdateSize.PATCH, Severity.UNKNOWN, null, "on hold on the host"));

        assertThat(held.advice()).isEqualTo(Advice.HELD);
        assertThat(held.rule()).isEqualTo("on hold on the host (security update)");
    }

    @Test
    void classesAndTimesAreSettings() {
        UpdatePolicy policy = new UpdatePolicy(
                Map.of(UpdateClass.MINOR, 0, UpdateClass.MAJOR, 30),
                Severity.CRITICAL,
                Map.of(new NamePattern("tz*"), UpdateClass.PATCH, new NamePattern("curl"), UpdateClass.MAJOR),
                List.of(),
                Duration.ofDays(1));

        assertThat(policy.advise(update("a", UpdateSize.MINOR, null, null, null), TODAY, any -> TODAY)
                        .advice())
                .isEqualTo(Advice.THIS_WEEK);
        assertThat(policy.advise(update("a", UpdateSize.MAJOR, null, null, null), TODAY, any -> TODAY)
                        .until())
                .contains(TODAY.plusDays(30));
        assertThat(policy.advise(update("a", UpdateSize.MAJOR, null, "13", null), TODAY, any -> TODAY)
                        .until())
                .contains(TODAY.plusDays(21));
        assertThat(policy.advise(update("tzdata", UpdateSize.MAJOR, null, null, null), TODAY, any -> TODAY)
                        .advice())
                .isEqualTo(Advice.THIS_WEEK);
        assertThat(policy.advise(update("curl", UpdateSize.PATCH, null, null, null), TODAY, any -> TODAY)
                        .until())
                .contains(TODAY.plusDays(30));
        assertThat(policy.advise(update("a", UpdateSize.PATCH, Severity.IMPORTANT, null, null), TODAY, any -> TODAY)
                        .advice())
                .isEqualTo(Advice.THIS_WEEK);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, security update: install now",
        "CRITICAL, security update (critical): install now",
        "LOW, 'security update (low), below important: install this week'"
    })
    void namesSeverityOfSecurityUpdates(Severity severity, String rule) {
        assertThat(advise(update("a", UpdateSize.PATCH, severity, null, null)).rule())
                .isEqualTo(rule);
    }

    @Nested
    class Settings {

        private UpdatePolicy policy(int waitDays, int staleDays) {
            return new UpdatePolicy(
                    Map.of(UpdateClass.MAJOR, waitDays),
                    Severity.IMPORTANT,
                    Map.of(),
                    List.of(),
                    Duration.ofDays(staleDays));
        }

        @ParameterizedTest
        @CsvSource({"0, 1", "365, 365"})
        void allowWholeRange(int waitDays, int staleDays) {
            assertThat(policy(waitDays, staleDays).waitDays()).containsEntry(UpdateClass.MAJOR, waitDays);
        }

        @ParameterizedTest
        @CsvSource({"-1, 7, '-1'", "366, 7, '366'", "7, 0, '0'", "7, 366, '366'"})
        void rejectDaysOutsideRange(int waitDays, int staleDays, String invalid) {
            assertThatThrownBy(() -> policy(waitDays, staleDays))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(invalid);
        }
    }

    @ParameterizedTest
    @CsvSource({"PATCH, , PATCH", "MINOR, , MINOR", "MAJOR, , MAJOR", "PATCH, 13.8, RELEASE", "MAJOR, 13.8, RELEASE"})
    void classFollowsFromSizeAndRelease(UpdateSize size, String release, UpdateClass expected) {
        assertThat(UpdateClass.of(update("curl", size, null, release, null))).isEqualTo(expected);
    }

    @Test
    void realSamplesGiveTheExpectedAdvice() throws Exception {
        HostAdvice debian = advice(Samples.DEBIAN);
        HostAdvice release = advice(Samples.RELEASE);
        HostAdvice nothing = advice(Samples.NOTHING);

        assertThat(debian.with(Advice.HOTFIX)).hasSize(81);
        assertThat(debian.with(Advice.THIS_WEEK)).hasSize(47);
        assertThat(debian.with(Advice.WAIT)).hasSize(8);
        assertThat(debian.isSomethingToDo()).isTrue();
        assertThat(debian.decision()).isEqualTo("81 hotfixes now; 47 this week; 8 waiting");
        assertThat(release.with(Advice.WAIT)).hasSize(763);
        assertThat(release.isSomethingToDo()).isFalse();
        assertThat(release.warnings()).anyMatch(warning -> warning.contains("release 13.8: plan this upgrade"));
        assertThat(release.warnings()).anyMatch(warning -> warning.contains("would remove 48 packages"));
        assertThat(nothing.isNothingToDo()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "docker-*, docker-ce, true",
        "docker-*, docker, false",
        "curl, curl, true",
        "curl, curl4, false",
        "x*, x, true"
    })
    void patternsAreNamesOrTheirBeginnings(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
        assertThat(new NamePattern(pattern)).hasToString(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "*b", "a**", "", " "})
    void rejectsBlankNamesAndInnerAsterisks(String pattern) {
        assertThatThrownBy(() -> new NamePattern(pattern))
                .hasMessage("Invalid name '" + pattern + "': expected a name, or a prefix with * at its end");
    }

    private static HostAdvice advice(String sample) throws UnreadableHostException {
        HostReading reading = new HostOutputReader(
                        Optional.of("docker-01"),
                        Optional.of(Samples.debian12()),
                        Instant.parse("2026-11-24T08:00:00Z"))
                .read(Samples.read(sample));
        return HostAdvice.of(reading, UpdatePolicy.DEFAULT, TODAY, any -> TODAY);
    }

    private static UpdatePolicy holding(Hold hold) {
        return new UpdatePolicy(Map.of(), Severity.IMPORTANT, Map.of(), List.of(hold), Duration.ofDays(7));
    }

    private static UpdateAdvice advise(PendingUpdate update) {
        return UpdatePolicy.DEFAULT.advise(update, TODAY, any -> TODAY);
    }

    private static PendingUpdate update(
            String name, UpdateSize size, Severity security, String release, String heldBy) {
        return update(name, size, security, release, heldBy, "2");
    }

    private static PendingUpdate update(
            String name, UpdateSize size, Severity security, String release, String heldBy, String to) {
        return new PendingUpdate(
                name,
                new PendingUpdate.Change(Optional.of("1"), Optional.of(to), size),
                "somewhere",
                Optional.ofNullable(security),
                Optional.ofNullable(release),
                Optional.ofNullable(heldBy));
    }
}
