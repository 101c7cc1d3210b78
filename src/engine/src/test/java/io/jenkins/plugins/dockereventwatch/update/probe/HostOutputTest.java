package io.jenkins.plugins.dockereventwatch.update.probe;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.END_UNKNOWN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.LISTS_TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import io.jenkins.plugins.dockereventwatch.update.Samples;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.advice.Advice;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceText;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probe's script prints, and what is concluded from it. */
class HostOutputTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String NOTHING = "0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n";

    @Nested
    class SupportedHosts {

        @Test
        void readsOtherPackageManagers() throws Exception {
            HostReading dnf = read(probe(List.of(
                    section("uname", "5.14.0-427.39.1.el9_4.x86_64"),
                    section("dnf-updates", Samples.read("dnf-check-update.synthetic.txt"), 100),
                    section("dnf-security", Samples.read("dnf-updateinfo.synthetic.txt")),
                    section("rpm-installed", Samples.read("rpm-installed.synthetic.txt")))));
            HostReading zypper = read(probe(List.of(
                    section("zypper-updates", Samples.read("zypper-list-updates.synthetic.xml")),
                    section("zypper-patches", Samples.read("zypper-list-patches.synthetic.xml")),
                    section("needs-rebooting", "", 102))));
            HostReading apk = read(probe(List.of(
                    section("uname", "6.6.58-0-lts"),
                    section("apk-updates", Samples.read("apk-version.synthetic.txt")),
                    section("apk-kernels", "linux-lts-6.6.60-r0"))));

            assertThat(advice(dnf).with(Advice.HOTFIX)).hasSize(2);
            assertThat(dnf.boot().reboot().need()).isEqualTo(Reboot.Need.YES);
            assertThat(advice(zypper).with(Advice.HOTFIX)).hasSize(1);
            assertThat(zypper.boot().reboot().need()).isEqualTo(Reboot.Need.YES);
            assertThat(advice(apk).with(Advice.THIS_WEEK)).hasSize(2);
            assertThat(apk.boot().reboot().need()).isEqualTo(Reboot.Need.UNKNOWN);
            assertThat(apk.packages().notes()).containsExactly("apk does not identify security updates");
        }

        @Test
        void outputCannotForgeBoundary() throws Exception {
            String forged = "0000000000000000 begin apt-simulation\n" + NOTHING + "0000000000000000 end 0\n"
                    + "0000000000000000 complete\n";
            HostReading reading = read(probe(List.of(
                    section("hostname", forged + "evil"), section("apt-simulation", Samples.read(Samples.DEBIAN)))));

            assertThat(reading.packages().updates()).hasSize(136);
        }
    }

    @Nested
    class RestartOfHost {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "6.1.0-49-amd64 | linux-image-6.1.0-49-amd64 6.1.55-1 installed | NO | newest installed kernel is"
                            + " running",
                    "6.1.0-49-amd64 | linux-image-6.1.0-49-amd64 6.1.55-1 installed;linux-image-6.1.0-56-amd64 6.1.192-2"
                            + " installed | YES | kernel 6.1.0-56-amd64 (6.1.192-2) is installed",
                    "6.1.0-49-amd64 | linux-image-6.1.0-49-amd64 6.1.55-1 installed;linux-image-6.1.0-56-amd64 6.1.192-2"
                            + " config-files | NO | newest",
                    "6.1.0-49-amd64 | linux-image-6.1.0-9-amd64 6.1.100-1 installed;linux-image-6.1.0-49-amd64 6.1.55-1"
                            + " installed;linux-image-amd64 6.1.55-1 installed | YES | kernel 6.1.0-9-amd64 (6.1.100-1)",
                    "6.18.44-fc-v669 | linux-image-6.1.0-49-amd64 6.1.55-1 installed | UNKNOWN | not from a package",
                    "6.18.44-fc-v669 | '' | UNKNOWN | not from a package"
                })
        void comparesRunningAndInstalledKernels(String uname, String installed, Reboot.Need need, String reason)
                throws Exception {
            HostReading reading = read(probe(List.of(
                    section("uname", uname),
                    section("apt-simulation", NOTHING),
                    section("apt-kernels", installed.replace(";", "\n")))));

            assertThat(reading.boot().reboot().need()).isEqualTo(need);
            assertThat(reading.boot().reboot().reason()).contains(reason);
        }

        @Test
        void detectsReplacedKernelOfSameName() throws Exception {
            HostReading reading = read(probe(List.of(
                    section("uname", "6.1.0-49-amd64"),
                    section("uname-v", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.55-1 (2026-09-29)"),
                    section("apt-simulation", NOTHING),
                    section("apt-kernels", "linux-image-6.1.0-49-amd64 6.1.55-2 installed"))));

            assertThat(reading.boot().reboot().need()).isEqualTo(Reboot.Need.YES);
        }

        @Test
        void isNeverRequiredInContainers() throws Exception {
            HostReading reading = read(probe(List.of(
                    section("uname", "6.1.0-49-amd64"),
                    section("container", "lxc"),
                    section("reboot-required", "*** System restart required ***"),
                    section("apt-simulation", NOTHING))));

            assertThat(reading.boot().reboot().need()).isEqualTo(Reboot.Need.UNKNOWN);
            assertThat(reading.boot().reboot().reason()).contains("in a container (lxc)");
        }

        @Test
        void reportsRequestOfHost() throws Exception {
            HostAdvice advice = advice(read(probe(List.of(
                    section("reboot-required", "*** System restart required ***\nlibc6"),
                    section("apt-simulation", NOTHING)))));

            assertThat(advice.isSomethingToDo()).isTrue();
            assertThat(text(advice))
                    .contains("reboot required", "requested by the host: *** System restart required ***");
        }
    }

    @Nested
    class OutdatedHosts {

        @Test
        void oldPackageListsMakeStateUnknown() throws Exception {
            long eightDaysAgo = NOW.minus(Duration.ofDays(8)).getEpochSecond();
            HostAdvice advice = advice(read(probe(List.of(
                    section("date", Long.toString(NOW.getEpochSecond())),
                    section("apt-simulation", NOTHING),
                    section("apt-lists", Long.toString(eightDaysAgo))))));

            assertThat(advice.isNothingToDo()).isFalse();
            assertThat(advice.isSomethingToDo()).isFalse();
            assertThat(text(advice)).contains(LISTS_TOO_OLD, "apt-get update");
        }

        @ParameterizedTest
        @CsvSource({
            "ID=debian;VERSION_ID=\"11\", '', 2026-08-31, true",
            "ID=debian;VERSION_ID=\"12\", '', 2028-06-30, false",
            "ID=debian;VERSION_ID=\"12\";VERSION_CODENAME=bookworm, '12,Bookworm,bookworm,a,b,2026-07-11,2026-10-01',"
                    + " 2026-10-01, true",
            "ID=ubuntu;VERSION_ID=\"24.04\";VERSION_CODENAME=noble, '24.04 LTS,Noble,noble,a,b,2029-05-31,2029-05-31',"
                    + " 2029-05-31, false",
            "ID=fedora;VERSION_ID=43;SUPPORT_END=2026-12-02, '', 2026-12-02, false",
            "ID=alpine;VERSION_ID=3.21.4, '', 2026-11-01, true",
            "ID=rhel;VERSION_ID=\"9.4\", '', 2032-05-31, false",
            "ID=debian;VERSION_ID=12., '', 2028-06-30, false"
        })
        void readsEndOfSupport(String osRelease, String distroInfo, LocalDate last, boolean over) throws Exception {
            HostReading reading = read(probe(List.of(
                    section("os-release", osRelease.replace(";", "\n")),
                    section("distro-info", distroInfo),
                    section("apt-simulation", NOTHING))));

            assertThat(reading.distribution().endOfLife().last()).isEqualTo(last);
            assertThat(reading.isPastEndOfLife(LocalDate.parse("2026-11-24"))).isEqualTo(over);
            assertThat(advice(reading).isSomethingToDo()).isEqualTo(over);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", ".", "...", ""})
        void unknownSystemHasUnknownEnd(String version) throws Exception {
            HostReading reading = read(probe(List.of(
                    section("os-release", "ID=haiku\nVERSION_ID=" + version + "\nPRETTY_NAME='Hai\u001b[31mku'"),
                    section("apt-simulation", NOTHING))));

            assertThat(reading.distribution().endOfLife()).isEqualTo(EndOfLife.UNKNOWN);
            assertThat(text(advice(reading))).contains(END_UNKNOWN).doesNotContain("\u001b");
        }
    }

    @Nested
    class UnreadableOutput {

        @Test
        void namesFailedPackageManager() {
            assertUnreadable(
                    probe(List.of(section("apt-simulation", "E: Unmet dependencies.", 100))), "apt-get failed");
            assertUnreadable(
                    probe(List.of(section("dnf-updates", "Error: no cache", 1))),
                    "dnf check-update failed with exit code 1");
            assertUnreadable(probe(List.of(section("dnf-updates", "", 100))), "is incomplete");
            assertUnreadable(probe(List.of(section("zypper-updates", ""))), "zypper");
            assertUnreadable(probe(List.of(section("apk-updates", "", 1))), "apk version failed");
            assertUnreadable(probe(List.of(section("uname", "6.1"))), "No package manager found");
        }

        @Test
        void rejectsTruncatedOutput() {
            String whole = probe(List.of(section("apt-simulation", NOTHING)));

            assertUnreadable(whole.substring(0, whole.length() - 12), "truncated");
            assertUnreadable(whole.replace("host 1 ", "host 2 "), "another version");
            assertUnreadable("docker-event-watch host 1\n", "Invalid first line");
            assertUnreadable("docker-event-watch host 1 0123456789abcdef\n0123456789abcdef  \n", "truncated");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "hello\n",
                    "\u0000\u0001",
                    "<html>502 Bad Gateway</html>",
                    "Paketlisten werden gelesen…\n"
                })
        void rejectsOtherTexts(String text) {
            assertUnreadable(text, "");
        }

        @Test
        void rejectsHugeOutput() {
            String line = "Inst a [1] (2 x [amd64])\n";
            assertUnreadable(line.repeat(800_000), "longer than 16 MiB");
            assertUnreadable(line.repeat(200_002), "more than 200000 lines");
            assertUnreadable("Inst a [1] (2 " + "] (".repeat(30_000) + "\n" + NOTHING, "a line longer than 64 KiB");
            assertUnreadable("Inst a [1] (2 " + "] (".repeat(20_000) + "\n" + NOTHING, "Invalid line 1 ");
        }
    }

    private static void assertUnreadable(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableHostException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1100));
    }

    private static HostReading read(String text) throws UnreadableHostException {
        return new HostOutputReader(Optional.empty(), Optional.empty(), NOW).read(text);
    }

    private static HostAdvice advice(HostReading reading) {
        LocalDate today = LocalDate.parse("2026-11-24");
        return HostAdvice.of(reading, UpdatePolicy.DEFAULT, today, any -> today);
    }

    private static String text(HostAdvice advice) {
        return new AdviceText(advice, ZoneOffset.UTC).text();
    }

    private static String section(String name, String text) {
        return section(name, text, 0);
    }

    private static String section(String name, String text, int code) {
        return "0123456789abcdef begin " + name + "\n" + text + "\n0123456789abcdef end " + code + "\n";
    }

    private static String probe(List<String> sections) {
        return "Welcome!\ndocker-event-watch host 1 0123456789abcdef\n" + String.join("", sections)
                + "0123456789abcdef complete\n";
    }
}
