package io.jenkins.plugins.dockereventwatch.update.advice;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.APT_INSTALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateCommandsTest {

    private final TestHost host = new TestHost();

    private List<String> commands() {
        return UpdateCommands.of(host.advice());
    }

    @ParameterizedTest
    @CsvSource({
        "apt, 'apt-get update;" + APT_INSTALL + "x t'",
        "dnf, 'dnf upgrade x t'",
        "zypper, 'zypper update x t'",
        "apk, 'apk upgrade x t'"
    })
    void installWhatIsDue(String manager, String commands) {
        host.manager = manager;
        host.patch("t").hotfix("x").minor("w").held("h");

        assertThat(commands()).containsExactly(commands.split(";"));
    }

    @Test
    void areNoneIfNothingIsDue() {
        host.minor("w").held("h");

        assertThat(commands()).isEmpty();
    }

    @Nested
    class Patches {

        @Test
        void areInstalledBeforePackages() {
            host.manager = "zypper";
            host.hotfix("patch:SUSE-2026-1").patch("t").hotfix("patch:SUSE-2026-2");

            assertThat(commands())
                    .containsExactly("zypper install -t patch SUSE-2026-1 SUSE-2026-2", "zypper update t");
        }

        @Test
        void needNoCommandForPackages() {
            host.manager = "zypper";
            host.hotfix("patch:SUSE-2026-1");

            assertThat(commands()).containsExactly("zypper install -t patch SUSE-2026-1");
        }
    }

    @Nested
    class NewPackages {

        private void addNewPackage() {
            host.update("new", Optional.empty(), Optional.of("2"), UpdateSize.PATCH, Optional.empty());
        }

        @Test
        void areLeftToAptItself() {
            addNewPackage();

            assertThat(commands()).isEmpty();
        }

        @Test
        void areNamedForOtherManagers() {
            host.manager = "dnf";
            addNewPackage();

            assertThat(commands()).containsExactly("dnf upgrade new");
        }
    }

    @Nested
    class ManyPackages {

        private String names(int from, int to) {
            return IntStream.range(from, to).mapToObj(i -> "p" + i).collect(Collectors.joining(" "));
        }

        private void addPackages(int count) {
            host.manager = "dnf";
            IntStream.range(0, count).forEach(i -> host.patch("p" + i));
        }

        @Test
        void areNamedInPortions() {
            addPackages(130);

            assertThat(commands())
                    .containsExactly(
                            "dnf upgrade " + names(0, 60),
                            "dnf upgrade " + names(60, 120),
                            "dnf upgrade " + names(120, 130));
        }

        @Test
        void fillPortionsCompletely() {
            addPackages(300);

            assertThat(commands()).hasSize(5).last().isEqualTo("dnf upgrade " + names(240, 300));
        }

        @Test
        void areNotNamedAboveLimit() {
            addPackages(301);

            assertThat(commands()).containsExactly("dnf upgrade    (301 packages; check the list before you confirm)");
        }
    }
}
