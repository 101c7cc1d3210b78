package io.jenkins.plugins.dockereventwatch.update.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.PackageListing;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Samples;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AptReaderTest {

    @Nested
    class AptOutput {

        @ParameterizedTest
        @CsvSource({
            "dist-upgrade.debian12, 136, 0, 0, 0",
            "dist-upgrade.nonroot.debian12, 136, 0, 0, 0",
            "dist-upgrade.kernel+hold.debian12, 136, 10, 0, 1",
            "dist-upgrade.nothing-pending, 0, 0, 0, 0",
            "dist-upgrade.release-12-to-13, 604, 159, 48, 0",
            "install-linux-image-new.debian12, 8, 11, 0, 0",
            "upgrade.debian12, 136, 0, 0, 0",
            "upgrade.kernel+hold.debian12, 135, 0, 0, 2"
        })
        void readsAllLinesOfSamples(String sample, int upgraded, int fresh, int removed, int keptBack)
                throws Exception {
            String text = Samples.read("apt-get-s-" + sample + ".txt");

            AptSimulation simulation = AptSimulation.read(text);

            assertThat(simulation.unread()).isEmpty();
            assertThat(simulation.actions())
                    .hasSize((int) text.lines().filter(AptAction::begins).count());
            PackageListing listing =
                    new AptReader(simulation, Samples.debian12(), Optional.empty()).read(Map.of(), Optional.empty());
            assertThat(listing.updates()).hasSize(upgraded + fresh + keptBack);
            assertThat(listing.updates().stream()
                            .filter(update -> update.change().from().isPresent()))
                    .hasSize(upgraded);
            assertThat(listing.removed()).hasSize(removed);
            assertThat(listing.updates().stream()
                            .filter(update -> update.heldBy().isPresent()))
                    .hasSize(keptBack);
        }

        @Test
        void readsSummaryOfApt3() throws Exception {
            String text = """
                Upgrading:
                  curl
                Not upgrading:
                  fwupd

                Summary:
                  Upgrading: 1, Installing: 0, Removing: 0, Not Upgrading: 1
                Inst curl [8.14.1-2] (8.14.1-2+deb13u1 Debian-Security:13/stable-security [amd64])
                Conf curl (8.14.1-2+deb13u1 Debian-Security:13/stable-security [amd64])
                """;

            AptSimulation simulation = AptSimulation.read(text);

            assertThat(simulation.actions()).hasSize(2);
            assertThat(simulation.keptBack()).containsExactly("fwupd");
            assertThat(simulation.unread()).isEmpty();
        }

        @Test
        void readsListOfUpgradablePackages() throws Exception {
            Map<String, PendingUpdate> updates = AptUpgradable.read(Samples.read("apt-list-upgradable.debian12.txt"));

            assertThat(updates).hasSize(136);
            assertThat(updates.values().stream()
                            .filter(update -> update.security().isPresent()))
                    .hasSize(81);
            assertThat(updates.get("libcap2").change().from()).contains("1:2.66-4+deb12u2+b2");
            assertThatThrownBy(() -> AptUpgradable.read("Auflistung...\n"))
                    .isInstanceOf(UnreadableHostException.class)
                    .hasMessageContaining("LC_ALL=C");
        }

        @Test
        void readsSecurityAndSize() throws Exception {
            List<PendingUpdate> updates = read(Samples.DEBIAN).updates();

            assertThat(updates.stream().filter(update -> update.security().isPresent()))
                    .hasSize(81);
            assertThat(updates.stream()
                            .filter(update -> update.security().isPresent()
                                    && update.origin().contains(", ")))
                    .hasSize(20);
            assertThat(update(updates, "postgresql-client-15").change().size()).isEqualTo(UpdateSize.MINOR);
            assertThat(update(updates, "postgresql-client-15").security()).contains(Severity.UNKNOWN);
            assertThat(update(updates, "systemd").change().size()).isEqualTo(UpdateSize.MINOR);
            assertThat(update(updates, "systemd").security()).isEmpty();
            assertThat(update(updates, "libssl3"))
                    .isEqualTo(new PendingUpdate(
                            "libssl3",
                            new PendingUpdate.Change(
                                    Optional.of("3.0.19-1~deb12u2"), Optional.of("3.0.22-1~deb12u2"), UpdateSize.PATCH),
                            "Debian-Security:12/oldstable-security",
                            Optional.of(Severity.UNKNOWN),
                            Optional.empty(),
                            Optional.empty()));
            assertThat(updates).allMatch(update -> update.release().isEmpty());
        }

        @Test
        void comparesKernelWithRunningOne() throws Exception {
            List<PendingUpdate> updates = read(Samples.KERNEL_AND_HOLD).updates();

            assertThat(update(updates, "linux-image-6.1.0-56-amd64").change().from())
                    .isEmpty();
            assertThat(update(updates, "linux-image-6.1.0-56-amd64").change().size())
                    .isEqualTo(UpdateSize.PATCH);
            String lone = "Inst linux-image-6.12.0-1-amd64 (6.12.5-1 Debian:12/stable [amd64])\n"
                    + "0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.\n";
            PendingUpdate series = new AptReader(AptSimulation.read(lone), Samples.debian12(), Optional.of("6.1.192-2"))
                    .read(Map.of(), Optional.empty())
                    .updates()
                    .get(0);
            assertThat(series.change().size()).isEqualTo(UpdateSize.MINOR);
            assertThat(series.isKernel()).isTrue();
        }
    }

    @Nested
    class ReleaseUpgrades {

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void areDetectedWithoutOsRelease(boolean known) throws Exception {
            AptSimulation simulation = AptSimulation.read(Samples.read(Samples.RELEASE));

            PackageListing listing = new AptReader(
                            simulation, known ? Samples.debian12() : OsRelease.UNKNOWN, Optional.empty())
                    .read(Map.of(), Optional.empty());

            assertThat(listing.updates())
                    .hasSize(763)
                    .allMatch(update -> update.release()
                            .filter(release -> release.startsWith("13"))
                            .isPresent());
            assertThat(listing.updates().stream()
                            .filter(update -> update.security().isPresent()))
                    .hasSize(92);
        }

        @Test
        void areAssumedForManyRemovals() throws Exception {
            StringBuilder text = new StringBuilder("Inst a [1.0] (1.1 Evil:1/stable-security [amd64])\n");
            for (int i = 0; i < 10; i++) {
                text.append("Remv gone").append(i).append(" [1]\n");
            }
            text.append("1 upgraded, 0 newly installed, 10 to remove and 0 not upgraded.\n");

            PackageListing listing = new AptReader(
                            AptSimulation.read(text.toString()), OsRelease.UNKNOWN, Optional.empty())
                    .read(Map.of(), Optional.empty());

            assertThat(listing.updates().get(0).release()).contains("another");
            assertThat(listing.notes()).anyMatch(note -> note.contains("no os-release"));
        }

        @Test
        void areNotAssumedForDerivedDistributions() throws Exception {
            OsRelease mint = OsRelease.parse("ID=linuxmint\nVERSION_ID=\"21.3\"\n");
            String text = "Inst a [1.0] (1.1 Ubuntu:22.04/jammy-security [amd64])\n"
                    + "1 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n";

            PackageListing listing =
                    new AptReader(AptSimulation.read(text), mint, Optional.empty()).read(Map.of(), Optional.empty());

            assertThat(listing.updates().get(0).release()).isEmpty();
            assertThat(listing.updates().get(0).security()).isPresent();
        }
    }

    @Nested
    class HeldPackages {

        @Test
        void explainsWhyPackagesAreHeld() throws Exception {
            AptSimulation simulation = AptSimulation.read(Samples.read(Samples.KERNEL_AND_HOLD));
            Map<String, PendingUpdate> upgradable =
                    AptUpgradable.read(Samples.read("apt-list-upgradable.debian12.txt"));

            PackageListing unknown =
                    new AptReader(simulation, Samples.debian12(), Optional.empty()).read(Map.of(), Optional.empty());
            PackageListing known = new AptReader(simulation, Samples.debian12(), Optional.empty())
                    .read(upgradable, Optional.of(List.of("postgresql-15", "other")));
            PackageListing notOnHold = new AptReader(simulation, Samples.debian12(), Optional.empty())
                    .read(upgradable, Optional.of(List.of()));

            assertThat(update(unknown.updates(), "postgresql-15").change().to()).isEmpty();
            assertThat(update(unknown.updates(), "postgresql-15").heldBy().orElseThrow())
                    .contains("kept back", "apt-mark showhold");
            assertThat(update(known.updates(), "postgresql-15").change().to()).contains("15.20-0+deb12u1");
            assertThat(update(known.updates(), "postgresql-15").security()).isPresent();
            assertThat(update(known.updates(), "postgresql-15").heldBy()).contains("on hold on the host (apt-mark)");
            assertThat(known.onHold()).containsExactly("postgresql-15", "other");
            assertThat(update(notOnHold.updates(), "postgresql-15").heldBy().orElseThrow())
                    .contains("unmet dependencies");
        }

        @Test
        void holdsPhasedUpgradesOfUbuntu() throws Exception {
            String text = """
                Reading package lists...
                The following upgrades have been deferred due to phasing:
                  python3-software-properties software-properties-common
                The following packages have been kept back:
                  fwupd
                The following security updates require Ubuntu Pro with 'esm-infra' enabled:
                  busybox-initramfs
                Learn more about Ubuntu Pro at https://ubuntu.com/pro
                0 upgraded, 0 newly installed, 0 to remove and 4 not upgraded.
                """;

            AptSimulation simulation = AptSimulation.read(text);
            PackageListing listing = new AptReader(simulation, Samples.debian12(), Optional.empty())
                    .read(Map.of(), Optional.of(List.of()));

            assertThat(simulation.unread()).isEmpty();
            assertThat(listing.updates())
                    .extracting(PendingUpdate::name)
                    .containsExactly("fwupd", "python3-software-properties", "software-properties-common");
            assertThat(update(listing.updates(), "software-properties-common")
                            .heldBy()
                            .orElseThrow())
                    .startsWith("phased");
            assertThat(listing.notes()).anyMatch(note -> note.startsWith("apt does not upgrade 1 further package and"));
        }
    }

    @Nested
    class UnreadableOutput {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Paketlisten werden gelesen…\\n"
                            + "0 aktualisiert, 0 neu installiert, 0 zu entfernen und 0 nicht aktualisiert.\\n"
                            + "| no summary",
                    "Reading package lists...\\nBuilding dependency tree...\\n| no summary",
                    "''| no summary",
                    "E: Could not get lock /var/lib/dpkg/lock - open (11: Resource temporarily unavailable)\\n"
                            + "| apt-get failed: Could not get",
                    "Inst a [1] (2 D:1/s [amd64]\\n"
                            + "1 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.| Invalid line 1",
                    "Inst a;reboot [1] (2 D:1/s [amd64])\\n"
                            + "1 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.| Invalid line 1",
                    "2 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\\n"
                            + "Inst a [1] (2 D:1/s [amd64])| is incomplete",
                    "99999999999 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.| no summary",
                    "Conf libfoo broken\\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.| Invalid line 1"
                })
        void isRejected(String text, String message) {
            assertThatThrownBy(() -> AptSimulation.read(text.replace("\\n", "\n")))
                    .isInstanceOf(UnreadableHostException.class)
                    .hasMessageContaining(message);
        }

        @Test
        void messageContainsNoControlCharacters() {
            String text = "Inst \u001b[31ma [1] (2 x [amd64])\n";

            assertThatThrownBy(() -> AptSimulation.read(text))
                    .isInstanceOf(UnreadableHostException.class)
                    .hasMessageNotContaining("\u001b");
        }
    }

    private static PackageListing read(String sample) throws UnreadableHostException {
        return new AptReader(AptSimulation.read(Samples.read(sample)), Samples.debian12(), Optional.empty())
                .read(Map.of(), Optional.empty());
    }

    private static PendingUpdate update(List<PendingUpdate> updates, String name) {
        return updates.stream()
                .filter(update -> update.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
