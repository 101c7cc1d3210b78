package io.jenkins.plugins.dockereventwatch.update.advice;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.END_UNKNOWN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.LISTS_TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.KernelState;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTextTest {

    private final TestHost host = new TestHost();

    private AdviceText text() {
        return new AdviceText(host.advice(), ZoneId.of("Europe/Zurich"));
    }

    private String fact(String name) {
        return text().facts().get(name);
    }

    @Test
    void listsWarningsUpdatesAndFacts() {
        host.hotfix("openssl").minor("redis").held("docker-ce");
        host.update("new", Optional.empty(), Optional.of("2"), UpdateSize.PATCH, Optional.empty());
        host.notes.add("a note");
        host.onHold.add("docker-ce");
        host.listAge = Optional.of(Duration.ofHours(2));

        assertThat(text().text()).isEqualTo("""
                        docker-01: 1 hotfix now; 1 this week; 1 waiting; 1 on hold
                        ! a note

                        Hotfix now (1)
                          openssl 1 → 2 (somewhere): security update: install now

                        This week (1)
                          new new: 2 (somewhere): patch: install this week

                        Waiting (1)
                          redis 1 → 2 (somewhere), until 2026-12-01: minor update: wait 7 days from 2026-11-24, when this version was first seen

                        On hold (1)
                          docker-ce 1 → 2 (somewhere): on hold on the host

                        Operating system: unknown operating system, end of support unknown
                        Reboot: not required: the newest kernel is running
                        Package lists: refreshed less than a day before the reading
                        On hold: docker-ce
                        Read: 2026-11-24 09:30 Europe/Zurich, apt
                        """);
    }

    @Nested
    class Decision {

        private void expect(String decision) {
            assertThat(host.advice().decision()).isEqualTo(decision);
        }

        @Test
        void isNothingOnCurrentHost() {
            expect("nothing to do now");
        }

        @Test
        void isUnknownWithOutdatedLists() {
            host.minor("w").listAge = Optional.of(Duration.ofDays(8));

            expect(LISTS_TOO_OLD + "; 1 waiting");
        }

        @Test
        void countsHotfixesInPlural() {
            host.hotfix("x").hotfix("y").listAge = Optional.of(Duration.ofDays(8));

            expect("2 hotfixes now");
        }

        @Test
        void namesRebootAndEndOfSupport() {
            host.reboot = new Reboot(Reboot.Need.YES, "another kernel is running");
            host.endOfLife = new EndOfLife(Optional.of(LocalDate.parse("2026-11-23")), Optional.empty());

            expect("reboot required; operating system out of support");
        }
    }

    @Nested
    class Versions {

        @ParameterizedTest
        @CsvSource({"1, 2, 1 → 2", "1, , 1 → ?", ", 2, new: 2", ", , version unknown"})
        void areShownAsFarAsKnown(String from, String to, String versions) {
            host.update("a", Optional.ofNullable(from), Optional.ofNullable(to), UpdateSize.PATCH, Optional.empty());

            assertThat(AdviceText.versions(host.updates.get(0))).isEqualTo(versions);
        }
    }

    @Nested
    class Facts {

        @Test
        void omitWhatIsUnknown() {
            assertThat(text().facts()).containsOnlyKeys("Operating system", "Reboot", "Package lists", "Read");
            assertThat(fact("Package lists")).isEqualTo("age unknown");
        }

        @ParameterizedTest
        @CsvSource({
            "2026-06-10, 2028-06-30, 'security updates until 2026-06-10, long-term support until 2028-06-30'",
            "2026-06-10, , security updates until 2026-06-10",
            ", , " + END_UNKNOWN
        })
        void nameEndOfSupport(LocalDate regular, LocalDate extended, String end) {
            host.os = OsRelease.parse("ID=debian\nPRETTY_NAME=\"Debian 12\"");
            host.endOfLife = new EndOfLife(Optional.ofNullable(regular), Optional.ofNullable(extended));

            assertThat(fact("Operating system")).isEqualTo("Debian 12, " + end);
        }

        @ParameterizedTest
        @CsvSource({
            "6.1.0-40, P0D, 'running 6.1.0-28, newest installed 6.1.0-40, up less than a day'",
            "6.1.0-40, P1D, 'running 6.1.0-28, newest installed 6.1.0-40, up 1 day'",
            ", P2DT23H, 'running 6.1.0-28, up 2 days'",
            ", , running 6.1.0-28"
        })
        void nameKernelsAndUptime(String installed, Duration uptime, String kernel) {
            host.kernel = new KernelState(
                    Optional.of("6.1.0-28"), Optional.ofNullable(installed), Optional.empty(), Optional.empty());
            host.uptime = Optional.ofNullable(uptime);

            assertThat(fact("Kernel")).isEqualTo(kernel);
        }

        @ParameterizedTest
        @CsvSource({"YES, required: because", "NO, not required: because", "UNKNOWN, unknown: because"})
        void nameReasonOfReboot(Reboot.Need need, String reboot) {
            host.reboot = new Reboot(need, "because");

            assertThat(fact("Reboot")).isEqualTo(reboot);
        }
    }
}
