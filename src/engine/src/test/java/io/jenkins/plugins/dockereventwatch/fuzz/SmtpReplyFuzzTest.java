package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/** What a mail server replies. */
@Timeout(10)
class SmtpReplyFuzzTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @DictionaryEntries({
        "220 a\\x0D\\x0A",
        "250-",
        "250 ok\\x0D\\x0A",
        "354 go\\x0D\\x0A",
        "221 bye\\x0D\\x0A",
        "421 ",
        "451 4.7.1 ",
        "550 5.1.1 ",
        "250 STARTTLS\\x0D\\x0A",
        "250 AUTH LOGIN PLAIN CRAM-MD5\\x0D\\x0A",
        "334 ",
        "235 ",
        "250-SIZE ",
        "8BITMIME",
        "SMTPUTF8"
    })
    @FuzzTest
    void sendsOrRejects(byte[] replies) throws IOException {
        try (ReplyingServer server = new ReplyingServer(replies)) {
            MailNotifier notifier = Alerts.mail(server.port(), null);
            String reply = notifier.open(new TransportTimeouts(LIMIT, LIMIT, LIMIT))
                    .send(Alerts.compose(Alerts.died("mysql"), notifier));
            assertThat(reply).matches("[^\\p{Cntrl}]{0,2000}");
        } catch (DeliveryException e) {
            assertThat(e).hasMessageMatching("[^\\p{Cntrl}]{1,2000}");
        }
    }
}
