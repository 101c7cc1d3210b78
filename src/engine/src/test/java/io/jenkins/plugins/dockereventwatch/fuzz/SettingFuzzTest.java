package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.config.MatcherText;
import io.jenkins.plugins.dockereventwatch.config.SilenceEnd;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;

/** A setting of one line, by each of its parsers: the form of a setting sends any text to any of them. */
@Timeout(10)
class SettingFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private static final List<Consumer<String>> PARSERS = List.of(
            MailUrl::parse,
            DurationText::parse,
            SshAddress::parse,
            ImagePolicy::checkName,
            ImagePolicy::checkNamespace,
            ImagePolicy::checkPattern,
            ImagePolicy::checkSource,
            ImagePolicy::checkTag,
            text -> CronSchedule.parse(text, ZoneOffset.UTC, "job", Holidays.NONE, NOW),
            text -> DockerHost.parse(text, Map.of()),
            text -> Holidays.parse(List.of(text)),
            text -> MatcherText.parse(List.of(text)),
            text -> SilenceEnd.parse(text, NOW, ZoneOffset.UTC),
            text -> List.of(RunOption.values()).forEach(option -> check(option::check, text)));

    @DictionaryEntries({
        "smtp://",
        "smtps://u:p@",
        "?from=a@b.c&to=",
        "&starttls=",
        "%00",
        "TZ=Europe/Zurich\\x0A",
        "H(0-29)/10 ",
        "@weekly",
        "0 0 8 ? * MON#5",
        "L-3W",
        "2026-11-25 18:00",
        "+999999999-12-31",
        "02-30",
        "name=~",
        "(?i:a{1000}){9}",
        "tcp://",
        "unix://",
        "ssh://u@",
        "?certificates=",
        "[::1]",
        "**",
        "@sha256:*",
        "nofile=1:",
        "1.5g",
        "/a:1m",
        "./a:/b:ro"
    })
    @FuzzTest
    void parsesOrRejects(byte[] setting) {
        String text = new String(setting, StandardCharsets.UTF_8);
        PARSERS.forEach(parser -> check(parser, text));
    }

    private static void check(Consumer<String> parser, String text) {
        try {
            parser.accept(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
