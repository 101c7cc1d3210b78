package io.jenkins.plugins.dockereventwatch.hostupdate.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links in reminders, and who can make them. */
class AnswerLinkTest {

    private static final AnswerLink.Signer OURS = key("ours");
    private static final AnswerLink LINK =
            new AnswerLink(AnswerLink.Kind.DONE, "docker-01", "2026-W48", Instant.parse("2026-12-08T08:00:00Z"));

    private static AnswerLink.Signer key(String secret) {
        return content -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return mac.doFinal(content);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-01", "a host, with blanks", "line\nbreaks\n\nin it", "Zürich ☂", "../..", ""})
    void tokenRepresentsItsLink(String host) {
        AnswerLink link = new AnswerLink(AnswerLink.Kind.SNOOZE, host, "2026-W48", LINK.expires());

        String token = link.token(OURS);

        assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        assertThat(AnswerLink.of(token, OURS)).contains(link);
    }

    @Test
    void rejectsForgedLinks() {
        assertThat(AnswerLink.of(LINK.token(key("theirs")), OURS)).isEmpty();
        assertThat(AnswerLink.of(LINK.token(content -> new byte[0]), OURS)).isEmpty();
        String token = LINK.token(OURS);
        String signature = token.substring(token.indexOf('.'));
        Stream.of(
                        new AnswerLink(LINK.kind(), "docker-02", LINK.week(), LINK.expires()),
                        new AnswerLink(AnswerLink.Kind.SNOOZE, LINK.host(), LINK.week(), LINK.expires()),
                        new AnswerLink(LINK.kind(), LINK.host(), "2027-W01", LINK.expires()),
                        new AnswerLink(
                                LINK.kind(),
                                LINK.host(),
                                LINK.week(),
                                LINK.expires().plusSeconds(1)))
                .map(other -> other.token(OURS))
                .map(other -> other.substring(0, other.indexOf('.')) + signature)
                .forEach(forged -> assertThat(AnswerLink.of(forged, OURS)).isEmpty());
        for (int i = 0; i < token.length(); i++) {
            assertThat(AnswerLink.of(token.substring(0, i), OURS)).isEmpty();
        }
    }

    @Test
    void rejectsInvalidTokens() {
        for (String text : List.of("", ".", "..", "a", "*.!", "%00.%00", "A".repeat(100_000) + ".AAAA")) {
            assertThat(AnswerLink.of(text, OURS)).isEmpty();
        }
        // Signed by us, but of another format.
        for (String content :
                List.of("", "2\nDONE\n2026-W48\n1\ndocker-01", "1\nEXPLODE\nw\n1\nh", "1\nDONE\nw\nsoon\nh")) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
            assertThat(AnswerLink.of(
                            encoder.encodeToString(bytes) + "." + encoder.encodeToString(OURS.sign(bytes)), OURS))
                    .isEmpty();
        }
    }

    @Test
    void useDoesNotRevealTheToken() {
        String id = LINK.use(OURS).id();

        assertThat(id).hasSize(32).doesNotContain(LINK.token(OURS));
        assertThat(id)
                .isNotEqualTo(new AnswerLink(AnswerLink.Kind.SNOOZE, LINK.host(), LINK.week(), LINK.expires())
                        .use(OURS)
                        .id());
        assertThat(LINK.use(OURS).host()).isEqualTo("docker-01");
    }

    @Test
    void createsALinkPerAnswer() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T08:00:00.123Z"), ZoneOffset.UTC);
        IsoWeek week = IsoWeek.of(LocalDate.parse("2026-11-24"));

        List<ReminderLinks.Link> links =
                new AnswerLinks(() -> "https://ci.example.org/jenkins/", OURS, clock).of("docker-01", week);

        assertThat(links)
                .extracting(ReminderLinks.Link::label)
                .containsExactly(PluginExpectedTexts.CONFIRM, "Postpone");
        assertThat(links)
                .extracting(link -> link.address().toString())
                .allSatisfy(address -> assertThat(address)
                        .startsWith("https://ci.example.org/jenkins/docker-host-update/link/")
                        .endsWith("/"));
        assertThat(links)
                .extracting(link -> link.address().getPath().split("/")[4])
                .extracting(token -> AnswerLink.of(token, OURS).orElseThrow())
                .containsExactly(
                        new AnswerLink(AnswerLink.Kind.DONE, "docker-01", "2026-W48", LINK.expires()),
                        new AnswerLink(AnswerLink.Kind.SNOOZE, "docker-01", "2026-W48", LINK.expires()));
    }

    @Test
    void createsNoLinksWithoutRootUrl() {
        assertThat(new AnswerLinks(() -> null, OURS, Clock.systemUTC())
                        .of("docker-01", IsoWeek.of(LocalDate.parse("2026-11-24"))))
                .isEmpty();
    }
}
