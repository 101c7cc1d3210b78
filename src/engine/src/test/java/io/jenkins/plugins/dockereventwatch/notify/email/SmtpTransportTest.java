package io.jenkins.plugins.dockereventwatch.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.HostileServer;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTransportTest {

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    @Test
    void returnsTheServersReply() throws Exception {
        assertThat(send(server.getSmtp().getPort())).startsWith("250 ");
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void sendsTextAndHtmlOfTemplate() throws Exception {
        MailNotifier notifier = Alerts.mail(
                server.getSmtp().getPort(),
                Alerts.template("Subject: s\nContent-Type: multipart/alternative; boundary=b\n\n"
                        + "--b\n\nDie Größe\n--b\nContent-Type: text/html\n\n<b>Größe</b>\n--b--\n"));

        notifier.open(TransportTimeouts.DEFAULT).send(Alerts.compose(Alerts.died("mysql"), notifier));

        MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("Die Größe");
        assertThat(parts.getBodyPart(1).getContentType()).containsIgnoringCase("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString().strip()).isEqualTo("<b>Größe</b>");
    }

    @Test
    void namesAnUnreachableServer() {
        int port = server.getSmtp().getPort();
        server.stop();

        assertThatThrownBy(() -> send(port))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Nested
    @Timeout(60)
    class HostileServers {

        private static final Duration PATIENCE = Duration.ofMinutes(5);

        @ParameterizedTest
        @ValueSource(strings = {"a", "220-hello\r\n", "\r\n"})
        void endsAnEndlessReply(String repeated) throws Exception {
            TransportTimeouts patient = new TransportTimeouts(PATIENCE, PATIENCE, PATIENCE);
            try (HostileServer hostile = HostileServer.endless("220-", repeated)) {
                assertThatThrownBy(() -> send(hostile.port(), patient))
                        .isInstanceOfSatisfying(
                                DeliveryException.class,
                                e -> assertThat(e.isTemporary()).isTrue())
                        .hasMessageContaining("127.0.0.1:" + hostile.port())
                        .message()
                        .hasSizeLessThan(1000);
            }
        }

        @ParameterizedTest
        @CsvSource({"220-,a", "'220 hello\r\n',a", "'220 hello\r\n250 hello\r\n250 ok\r\n',''"})
        void limitsTheTimeOfAnExchange(String start, String repeated) throws Exception {
            TransportTimeouts hurried = new TransportTimeouts(PATIENCE, PATIENCE, Duration.ofSeconds(1));
            try (HostileServer hostile = HostileServer.slow(start.translateEscapes(), repeated)) {
                assertThatThrownBy(() -> send(hostile.port(), hurried))
                        .isInstanceOf(DeliveryException.class)
                        .hasMessage(
                                "mail server 127.0.0.1:" + hostile.port() + " does not complete the exchange in time");
            }
        }
    }

    private static String send(int port) throws DeliveryException {
        return send(port, TransportTimeouts.DEFAULT);
    }

    private static String send(int port, TransportTimeouts timeouts) throws DeliveryException {
        MailNotifier notifier = Alerts.mail(port, null);
        return notifier.open(timeouts).send(Alerts.compose(Alerts.died("mysql"), notifier));
    }
}
