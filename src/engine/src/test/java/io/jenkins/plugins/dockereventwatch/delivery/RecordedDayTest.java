package io.jenkins.plugins.dockereventwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.RecordedDay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which mails result from the events of one day. */
class RecordedDayTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");

    @TempDir
    private Path folder;

    @Test
    void onlyFailuresAreMailed() throws Exception {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, """
            notifiers:
              email: {url: "smtp://h:25?from=a@example.net&to=b@example.net"}
            resolved: true
            notifications:
              - title: a service fails
                when: {Action: die, "Actor.Attributes.com.docker.compose.project": [phone-book, shop, tools]}
                unless: {planned: "true"}
                notify: [email]
              - title: a service stays unhealthy
                when: {Action: "health_status: unhealthy"}
                for: 2m
                notify: [email]
              - title: out of memory
                when: {Action: oom}
                notify: [email]
              - title: a backup fails
                when_regex: {"Actor.Attributes.name": ["^backup-"]}
                when: {Action: die}
                unless: {"Actor.Attributes.exitCode": "0"}
                notify: [email]
              - title: something was removed
                when: {Action: [stop, destroy], "Actor.Attributes.com.docker.compose.project": phone-book}
                notify: [email]
            """);
        List<DockerEvent> events = RecordedDay.events();
        List<String> mails = ReplayedMessages.of(events, config, ZONE).stream()
                .map(message -> message.time().atZone(ZONE).toLocalTime().truncatedTo(ChronoUnit.SECONDS) + " "
                        + message.message().subject().orElseThrow())
                .toList();

        assertThat(events).hasSizeGreaterThan(50_000);
        assertThat(mails)
                .containsExactly(
                        "03:00 [host] phone-book_mysql_1 died with exit code 137 (mysql:8.4)",
                        "03:02:04 [host] phone-book_mysql_1 runs again",
                        "15:02 [host] phone-book_phone-book_1 is unhealthy (phone-book:1)",
                        "15:14 [host] phone-book_phone-book_1 is healthy again",
                        "17:00:03 [host] fat ran out of memory (backup:3)",
                        "17:05:03 [host] fat ran out of memory (backup:3)",
                        "20:00:11 [host] phone-book_reverse-proxy_1 was stopped (reverse-proxy:2)",
                        "21:00:01 [host] leaky died with exit code 3 (backup:3)",
                        "21:00:31 [host] leaky is in a crash loop: 3 deaths in 5 minutes",
                        "21:09:46 [host] leaky's crash loop is over: 20 deaths from 24 Nov 21:00:01 to 21:04:46"
                                + " +01:00, not started since");
    }
}
