package io.jenkins.plugins.dockereventwatch.update.advice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.KernelState;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceJsonTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final TestHost host = new TestHost();

    private void expect(String json) throws IOException {
        String written = AdviceJson.of(host.advice());
        assertThat(written).doesNotContain("\n");
        assertThat(MAPPER.readTree(written)).isEqualTo(MAPPER.readTree(json));
    }

    @Test
    void containsKnownValues() throws IOException {
        host.hotfix("openssl").minor("redis");
        host.notes.add("a note");
        host.os = OsRelease.parse("ID=debian\nPRETTY_NAME=\"Debian 12\"");
        host.endOfLife =
                new EndOfLife(Optional.of(LocalDate.parse("2026-06-10")), Optional.of(LocalDate.parse("2028-06-30")));
        host.kernel =
                new KernelState(Optional.of("6.1.0-28"), Optional.of("6.1.0-40"), Optional.empty(), Optional.of(false));
        host.listAge = Optional.of(Duration.ofHours(2));

        expect("""
                {"host": "docker-01",
                 "updates": [
                  {"package": "openssl", "from": "1", "to": "2", "origin": "somewhere", "security": true,
                   "size": "patch", "advice": "hotfix", "until": null, "rule": "security update: install now"},
                  {"package": "redis", "from": "1", "to": "2", "origin": "somewhere", "security": false,
                   "size": "minor", "advice": "wait", "until": "2026-12-01",
                   "rule": "minor update: wait 7 days from 2026-11-24, when this version was first seen"}],
                 "decision": "1 hotfix now; 1 waiting",
                 "somethingToDo": true,
                 "os": "Debian 12",
                 "supportedUntil": "2028-06-30",
                 "manager": "apt",
                 "kernelRunning": "6.1.0-28",
                 "kernelInstalled": "6.1.0-40",
                 "reboot": "no",
                 "listsRefreshed": "2026-11-24T06:30:00Z",
                 "readAt": "2026-11-24T08:30:00Z",
                 "warnings": ["a note"]}
                """);
    }

    @Test
    void containsNullForUnknownValues() throws IOException {
        expect("""
                {"host": "docker-01", "updates": [], "decision": "nothing to do now", "somethingToDo": false,
                 "os": "unknown operating system", "supportedUntil": null, "manager": "apt", "kernelRunning": null,
                 "kernelInstalled": null, "reboot": "no", "listsRefreshed": null,
                 "readAt": "2026-11-24T08:30:00Z", "warnings": []}
                """);
    }
}
