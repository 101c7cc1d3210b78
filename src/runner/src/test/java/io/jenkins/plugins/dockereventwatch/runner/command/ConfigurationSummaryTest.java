package io.jenkins.plugins.dockereventwatch.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.config.RunRules;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationSummaryTest {

    @TempDir
    private Path folder;

    @Test
    void namesEverythingThatRulesDo() throws Exception {
        Files.writeString(folder.resolve("chat.json"), "{}");
        String summary = summary("""
                notifiers:
                  email: {url: "smtp://h?from=a@example.org&to=b@example.org", rate_limit: 1, rate_burst: 2}
                  chat: {url: "https://example.org/s3cret", template: chat.json, data_encoding: urlencode.payload, rate_limit: off}
                filters: {type: [container]}
                notifications:
                  - title: gone
                    when: {Action: [die], Actor.Attributes.name: [a, b]}
                    unless: {planned: "true", restarted_within: 45s}
                    unless_regex: {Actor.Attributes.image: ["^test"]}
                    image_policy: [denied]
                    match: all
                    for: 5m
                    group: {by: [host, rule], wait: 1s, interval: 2m, repeat: 3h}
                    crash_loop: {deaths: 7, within: 8m}
                    resolved: true
                    notify: [email, chat]
                  - title: back
                    when: {Action: [start], restarted_within: 10s}
                    group: none
                    crash_loop: none
                    notify: [email]
                  - {title: plain, when: {Action: [oom]}, notify: [email]}
                silences:
                  - {when_regex: {Actor.Attributes.name: [^x]}, days: [mon, fri], from: "22:00", to: "06:00", zone: UTC, reason: backup}
                """);

        assertThat(summary)
                .contains(
                        "notifier email: mail to b@example.org; at most 1 message per minute, 2 at once\n",
                        "notifier chat: webhook with the form field payload; no rate limit\n",
                        "requested events: type is container\n",
                        """
                        gone
                            when Action is die and name is all of a, b and image has the image verdict denied, unless image matches ^test or planned is true → email, chat
                            only if it lasts for 5m; unless restarted within 45s; grouped by host, rule, wait 1s, interval 2m, repeat 3h; crash loop after 7 deaths within 8m; resolved messages
                        """,
                        """
                        back
                            when Action is start → email
                            only if restarted within 10s; not grouped; no crash loops
                        """,
                        """
                        plain
                            when Action is oom → email
                            grouped by project or container, wait 10s, interval 5m, repeat 4h; crash loop after 3 deaths within 5m
                        """,
                        """
                        silence: backup
                            mon, fri from 22:00 to 06:00 UTC, if name matches ^x
                        """)
                .doesNotContain("s3cret");
    }

    private String summary(String yaml) throws Exception {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, yaml);
        ConfigurationReader reader = ProgramCommand.configurationReader(Map.of());
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            new ConfigurationSummary(out).print(reader.read(config), RunRules.BUILT_IN);
        }
        return text.toString();
    }
}
