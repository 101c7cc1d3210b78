package io.jenkins.plugins.dockereventwatch.update.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostAdviceTest {

    private final TestHost host = new TestHost();

    private static EndOfLife supportedUntil(String day) {
        return new EndOfLife(Optional.of(LocalDate.parse(day)), Optional.empty());
    }

    @Test
    void ordersUpdatesByUrgency() {
        HostAdvice advice =
                host.held("h").minor("w").patch("t").hotfix("x").patch("u").advice();

        assertThat(advice.updates())
                .extracting(update -> update.update().name())
                .containsExactly("x", "t", "u", "w", "h");
        assertThat(advice.with(Advice.WAIT))
                .extracting(update -> update.update().name())
                .containsExactly("w");
    }

    @Nested
    class SomethingToDo {

        private void expect(boolean something, boolean nothing) {
            HostAdvice advice = host.advice();
            assertThat(advice.isSomethingToDo()).isEqualTo(something);
            assertThat(advice.isNothingToDo()).isEqualTo(nothing);
        }

        @Test
        void isNothingOnCurrentHost() {
            expect(false, true);
        }

        @Test
        void isNothingForWaitingAndHeld() {
            host.minor("w").held("h");
            expect(false, true);
        }

        @Test
        void isSomethingForHotfix() {
            host.hotfix("x");
            expect(true, false);
        }

        @Test
        void isSomethingForUpdateOfWeek() {
            host.patch("t");
            expect(true, false);
        }

        @Test
        void isSomethingForRequiredReboot() {
            host.reboot = new Reboot(Reboot.Need.YES, "another kernel is running");
            expect(true, false);
        }

        @Test
        void isNothingForUnknownReboot() {
            host.reboot = Reboot.unknown("no kernel was found");
            expect(false, true);
        }

        @Test
        void isSomethingAfterEndOfSupport() {
            host.endOfLife = supportedUntil("2026-11-23");
            expect(true, false);
        }

        @Test
        void isUnknownWithOutdatedLists() {
            host.listAge = Optional.of(Duration.ofDays(8));
            expect(false, false);
        }
    }

    @Nested
    class OutdatedLists {

        @ParameterizedTest
        @CsvSource({"PT0S, false", "P7D, false", "P7DT1S, true", "P30D, true", ", false"})
        void areOlderThanPolicyAllows(Duration age, boolean stale) {
            host.listAge = Optional.ofNullable(age);

            assertThat(host.advice().isStale()).isEqualTo(stale);
        }

        @ParameterizedTest
        @CsvSource({"apt, apt-get update", "dnf, dnf makecache", "zypper, zypper refresh", "apk, apk update"})
        void areRefreshedByManagersCommand(String manager, String command) {
            host.manager = manager;
            host.listAge = Optional.of(Duration.ofDays(8));

            assertThat(host.advice().warnings())
                    .containsExactly("the package lists are 8 days old, so newer updates are missing: refresh them ("
                            + command + ")");
        }
    }

    @Nested
    class Warnings {

        @Test
        void areNoneOnCurrentHost() {
            host.hotfix("x").minor("w").held("h");
            host.endOfLife = supportedUntil("2026-11-24");

            assertThat(host.advice().warnings()).isEmpty();
        }

        @Test
        void nameEndOfSupport() {
            host.os = OsRelease.parse("ID=debian\nPRETTY_NAME=\"Debian 11\"");
            host.endOfLife = supportedUntil("2026-08-31");

            assertThat(host.advice().warnings())
                    .containsExactly("Debian 11 has received no security updates since 2026-08-31: plan an upgrade");
        }

        @Test
        void nameReasonOfReboot() {
            host.reboot = new Reboot(Reboot.Need.YES, "another kernel is running");

            assertThat(host.advice().warnings()).containsExactly("a reboot is required: another kernel is running");
        }

        @ParameterizedTest
        @CsvSource({"'curl', '1 package: curl'", "'curl,wget', '2 packages: curl, wget'"})
        void nameRemovedPackages(String names, String text) {
            host.removed.addAll(List.of(names.split(",")));

            assertThat(host.advice().warnings()).containsExactly("the update would remove " + text);
        }

        @Test
        void nameUpgradeToOtherRelease() {
            host.release = Optional.of("13.8");
            host.patch("openssl");

            assertThat(host.advice().warnings())
                    .containsExactly("the package sources refer to release 13.8: plan this upgrade; "
                            + "updates of the installed release are not listed");
        }

        @Test
        void containNotesOfReading() {
            host.notes.add("a note");

            assertThat(host.advice().warnings()).containsExactly("a note");
        }
    }
}
