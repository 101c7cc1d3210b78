package io.jenkins.plugins.dockereventwatch.config.reader;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_DURATION;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_FLAG;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_INTERVAL;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopLimit;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How alerts go out, as config.yml says it. */
class NotificationPolicyReaderTest {

    @TempDir
    private Path folder;

    @Test
    void groupsAlertsByDefault() throws Exception {
        WatchConfiguration configuration = read("  - {title: a, notify: [n]}");

        assertThat(configuration.policies().others()).isEqualTo(NotificationPolicy.DEFAULT);
        assertThat(configuration.policies().byRule()).containsExactlyEntriesOf(Map.of("a", NotificationPolicy.DEFAULT));
    }

    @Test
    void rulesOverrideGeneralSettings() throws Exception {
        WatchConfiguration configuration = read("""
                  - {title: as-all, notify: [n]}
                  - title: own
                    notify: [n]
                    group: {by: [host, rule, Actor.Attributes.team], wait: 3s}
                    crash_loop: none
                    resolved: false
                    unless: {restarted_within: 45s, planned: "true"}
                  - {title: single, notify: [n], group: none, when: {restarted_within: 2m}}
                group: {interval: 10m, repeat: 1d}
                crash_loop: {deaths: 5, within: 1h}
                resolved: true""");

        Grouping all = new Grouping(List.of(), Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofDays(1));
        CrashLoopLimit five = new CrashLoopLimit(5, Duration.ofHours(1));
        assertThat(configuration.policies().byRule())
                .containsEntry(
                        "as-all", new NotificationPolicy(Optional.of(all), Optional.of(five), Optional.empty(), true))
                .containsEntry(
                        "own",
                        new NotificationPolicy(
                                Optional.of(new Grouping(
                                        List.of("host", "rule", "Actor.Attributes.team"),
                                        Duration.ofSeconds(3),
                                        all.interval(),
                                        all.repeat())),
                                Optional.empty(),
                                Optional.of(new RestartGracePeriod(Duration.ofSeconds(45), false)),
                                false))
                .containsEntry(
                        "single",
                        new NotificationPolicy(
                                Optional.empty(),
                                Optional.of(five),
                                Optional.of(new RestartGracePeriod(Duration.ofMinutes(2), true)),
                                true));
        assertThat(configuration.rules().rules().get(1).unless())
                .singleElement()
                .satisfies(condition -> assertThat(condition.field()).hasToString("planned"));
        assertThat(configuration.rules().rules().get(2).when()).isEmpty();
    }

    @Test
    void readsHowLongAlertsMustLast() throws Exception {
        WatchConfiguration configuration = read("""
                  - {title: a, notify: [n], when: {Action: "health_status: unhealthy"}, for: 5m}
                  - {title: b, notify: [n]}""");

        assertThat(configuration.policies().byRule().get("a").persistFor()).contains(Duration.ofMinutes(5));
        assertThat(configuration.policies().byRule().get("b").persistFor()).isEmpty();
        assertThatThrownBy(() -> read("""
                  - {title: a, notify: [n], for: 5}
                  - {title: b, notify: [n], for: 1m}
                  - {title: b, notify: [n], for: 2m}"""))
                .hasMessageContaining("config.yml:6:32: Invalid duration '5': ")
                .hasMessageContaining(
                        "config.yml:8:3: Duplicate title with a different group, crash_loop, resolved or for");
    }

    @Test
    void readsRecurringSilences() throws Exception {
        WatchConfiguration configuration = read("""
                  - {title: a, notify: [n]}
                silences:
                  - {reason: backup, when: {Actor.Attributes.name: backup}, days: [mon - tue, fri, Sat-sun], from: "22:00", to: "02:30", zone: UTC}
                  - {reason: nights, from: "00:00", to: "06:00"}""");

        List<RecurringSilence> silences = configuration.policies().silences();
        assertThat(silences).hasSize(2);
        assertThat(silences.get(0).days())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY)));
        assertThat(silences.get(0).from()).isEqualTo(LocalTime.of(22, 0));
        assertThat(silences.get(0).to()).isEqualTo(LocalTime.of(2, 30));
        assertThat(silences.get(0).zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(silences.get(0).matchers()).hasSize(1);
        assertThat(silences.get(1).days()).isEqualTo(Set.of(DayOfWeek.values()));
    }

    @Test
    void reportsAllErrorsWithPlace() {
        assertThatThrownBy(() -> read("""
                  - {title: a, notify: [n], group: {by: [hots], wait: 10, interval: 5s}}
                  - {title: a, notify: [n], resolved: yes please}
                crash_loop: {deaths: 1, within: soon}
                silences:
                  - {from: noon, to: "06:00", days: [someday]}"""))
                .hasMessageContaining("config.yml:6:55: Invalid duration '10': " + EXPECTED_DURATION)
                .hasMessageContaining("config.yml:6:36: Invalid interval '5s': " + EXPECTED_INTERVAL)
                .hasMessageContaining("config.yml:7:39: Invalid resolved 'yes please': " + EXPECTED_FLAG)
                .hasMessageContaining("config.yml:8:22: Invalid number '1': " + EXPECTED_NUMBER + "2 to 1000")
                .hasMessageContaining("config.yml:8:33: Invalid duration 'soon'")
                .hasMessageContaining("Missing key 'reason' of a silence")
                .hasMessageContaining("Invalid time 'noon': expected \"02:30\", in quotes")
                .hasMessageContaining("Invalid day 'someday': expected mon, tue, wed, thu, fri, sat, sun");
    }

    @Test
    void reportsMisspeltAndMisplacedGracePeriods() {
        String misplaced = "Invalid condition 'restarted_within': expected under when or unless of a notification";
        assertThatThrownBy(() -> read("""
                  - {title: a, notify: [n], when: {restarted withn: 30s}}
                  - {title: b, notify: [n], unless: {restarted within: 30s}}
                  - {title: c, notify: [n], unless: {restartedWithin: 30s}}
                  - {title: d, notify: [n], unless_regex: {restarted_within: 30s}}
                silences:
                  - {reason: r, from: "01:00", to: "06:00", when: {restarted_within: 30s}}"""))
                .hasMessageContaining(
                        "config.yml:6:36: Unknown field 'restarted withn': did you mean 'restarted_within'?")
                .hasMessageContaining(
                        "config.yml:7:38: Unknown field 'restarted within': did you mean 'restarted_within'?")
                .hasMessageContaining(
                        "config.yml:8:38: Unknown field 'restartedWithin': did you mean 'restarted_within'?")
                .hasMessageContaining("config.yml:9:44: " + misplaced)
                .hasMessageContaining("config.yml:11:52: " + misplaced);
    }

    private WatchConfiguration read(String notifications) throws IOException, ConfigurationException {
        return new ConfigFile(folder).read("""
                notifiers:
                  n:
                    url: "smtp://localhost:25?from=a@example.org&to=b@example.org"

                notifications:
                """ + notifications + "\n");
    }
}
