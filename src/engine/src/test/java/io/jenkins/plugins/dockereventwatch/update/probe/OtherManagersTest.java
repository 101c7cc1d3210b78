package io.jenkins.plugins.dockereventwatch.update.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Samples;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceText;
import io.jenkins.plugins.dockereventwatch.update.apk.ApkReader;
import io.jenkins.plugins.dockereventwatch.update.rpm.DnfReader;
import io.jenkins.plugins.dockereventwatch.update.rpm.ZypperReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** dnf, apk and zypper, by samples made after their documented formats. */
class OtherManagersTest {

    @Test
    void readsUpdatesAndAdvisoriesOfDnf() throws Exception {
        List<PendingUpdate> updates = new DnfReader(
                        DnfReader.installed(Samples.read("rpm-installed.synthetic.txt")),
                        DnfReader.advisories(Samples.read("dnf-updateinfo.synthetic.txt")),
                        List.of("vim-minimal"))
                .read(Samples.read("dnf-check-update.synthetic.txt"));

        assertThat(updates)
                .extracting(
                        PendingUpdate::name,
                        update -> update.change().from().orElse("-"),
                        update -> update.change().size(),
                        update -> update.security().map(Severity::toString).orElse("-"),
                        update -> update.heldBy().isPresent())
                .containsExactly(
                        tuple("kernel", "5.14.0-427.40.1.el9_4", UpdateSize.PATCH, "important", false),
                        tuple("kernel-core", "5.14.0-427.40.1.el9_4", UpdateSize.PATCH, "important", false),
                        tuple("openssl-libs", "1:3.0.7-27.el9", UpdateSize.PATCH, "moderate", false),
                        tuple(
                                "python3-a-package-with-a-name-that-is-too-long",
                                "2.2.0-1.el9",
                                UpdateSize.MINOR,
                                "-",
                                false),
                        tuple("vim-minimal", "2:8.2.2637-20.el9", UpdateSize.MAJOR, "-", true),
                        tuple("tzdata", "2025b-1.el9", UpdateSize.MAJOR, "-", false));
    }

    @Test
    void readsAdvisoriesOfDnf5() {
        assertThat(DnfReader.advisories(Samples.read("dnf5-advisory.synthetic.txt")))
                .isEqualTo(Map.of("kernel-core.x86_64", Severity.CRITICAL, "libxml2.x86_64", Severity.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: Failed to download metadata for repo 'baseos'",
                "kernel.x86_64 5.14.0-1\n",
                "kernel.x86_64 5.14.0-1 baseos extra words\n",
                "kernel.x86_64\n",
                "kernel.x86_64 none baseos\n",
                "Letzte Prüfung auf abgelaufene Metadaten: vor 0:12:34\n",
                "k\u0007rnel.x86_64 5.14.0-1 baseos\n"
            })
    void rejectsIncompleteDnfOutput(String text) {
        DnfReader reader = new DnfReader(Map.of(), Map.of(), List.of());

        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOf(UnreadableHostException.class)
                .hasMessageContaining("dnf")
                .hasMessageNotContaining("\u0007");
    }

    @Test
    void readsUpdatesOfApk() throws Exception {
        assertThat(ApkReader.read(Samples.read("apk-version.synthetic.txt")))
                .extracting(
                        PendingUpdate::name,
                        update -> AdviceText.versions(update),
                        update -> update.change().size())
                .containsExactly(
                        tuple("alpine-baselayout", "3.6.5-r0 → 3.6.8-r0", UpdateSize.PATCH),
                        tuple("busybox", "1.36.1-r15 → 1.36.1-r19", UpdateSize.PATCH),
                        tuple("libcrypto3", "3.1.4-r5 → 3.3.2-r1", UpdateSize.MINOR),
                        tuple("py3-pip", "23.3.1-r0 → 24.0-r0", UpdateSize.MAJOR));
        assertThat(ApkReader.read("Installed:          Available:\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WARNING: opening /lib/apk/db/x: No such file or directory\nInstalled:   Available:\n",
                "ERROR: Unable to lock database\n",
                "Installed:   Available:\nnoversion < 1.0-r0\n",
                "Installed:   Available:\nbusybox-1.36.1-r15 = 1.36.1-r15\n"
            })
    void rejectsIncompleteApkOutput(String text) {
        assertThatThrownBy(() -> ApkReader.read(text))
                .isInstanceOf(UnreadableHostException.class)
                .hasMessageContaining("apk");
    }

    @Test
    void readsPackagesAndPatchesOfZypper() throws Exception {
        assertThat(ZypperReader.read(Samples.read("zypper-list-updates.synthetic.xml")))
                .extracting(
                        PendingUpdate::name,
                        update -> update.change().size(),
                        update -> update.heldBy().isPresent())
                .containsExactly(
                        tuple("bash", UpdateSize.PATCH, false),
                        tuple("kernel-default", UpdateSize.PATCH, false),
                        tuple("docker", UpdateSize.MAJOR, true));
        assertThat(ZypperReader.read(Samples.read("zypper-list-patches.synthetic.xml")))
                .extracting(PendingUpdate::name, PendingUpdate::security)
                .containsExactly(
                        tuple("patch:openSUSE-SLE-15.6-2026-3001", Optional.of(Severity.IMPORTANT)),
                        tuple("patch:openSUSE-SLE-15.6-2026-2900", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<stream/>",
                "<stream><update-list><update kind='package' name='a'/></update-list></stream>",
                "<stream><update-list><update kind='package' name='a b' edition='1'/></update-list></stream>",
                "<stream><message type='error'>System management is locked</message><update-list/></stream>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><stream><update-list>&e;</update-list></stream>",
                "<!DOCTYPE x [\u0001]><stream><update-list/></stream>",
                "<stream><update-list>"
            })
    void rejectsIncompleteZypperOutput(String text) {
        assertThatThrownBy(() -> ZypperReader.read(text))
                .isInstanceOf(UnreadableHostException.class)
                .hasMessageContaining("zypper")
                .hasMessageNotContaining("root:");
    }
}
