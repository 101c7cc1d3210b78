package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.probe.HostOutputReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/** What the probe of a host printed: the output of its package manager. */
@Timeout(10)
class HostOutputFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @DictionaryEntries({
        "docker-event-watch host 1 ",
        "0123456789abcdef ",
        "begin ",
        "end 0",
        "complete",
        "os-release",
        "distro-info",
        "apt-simulation",
        "apt-upgradable",
        "apt-holds",
        "apt-kernels",
        "dnf-updates",
        "dnf-security",
        "dnf-locks",
        "rpm-installed",
        "zypper-updates",
        "zypper-patches",
        "apk-updates",
        "apk-kernels",
        "reboot-required",
        "needs-restarting",
        "uname-v",
        " Debian ",
        "machine-id",
        "date",
        "uptime",
        "Inst a [1] (2 Debian:12/stable [amd64])",
        "Conf ",
        "Remv ",
        "0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.",
        "Listing...",
        "[upgradable from: ",
        "Installed: Available:",
        "<stream>",
        "<update-list>",
        "<update kind=\\\"patch\\\" name=\\\"",
        "edition=\\\"",
        "<!DOCTYPE",
        "<!ENTITY",
        "<![CDATA[",
        "&#x",
        "VERSION_ID=",
        "SUPPORT_END=",
        "kernel-core.x86_64 1-1 r",
        "linux-image-6"
    })
    @FuzzTest
    void readsOrRejects(byte[] output) {
        try {
            assertThat(new HostOutputReader(Optional.empty(), Optional.empty(), NOW)
                            .read(new String(output, StandardCharsets.UTF_8))
                            .packages())
                    .isNotNull();
        } catch (UnreadableHostException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2000);
        }
    }
}
