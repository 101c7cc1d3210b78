package io.jenkins.plugins.dockereventwatch.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SmtpTransportTest {

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    @Test
    void returnsTheServersReply() throws Exception {
        assertThat(send(server.getSmtp().getPort())).startsWith("250 ");
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void namesAnUnreachableServer() {
        int port = server.getSmtp().getPort();
        server.stop();

        assertThatThrownBy(() -> send(port))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    private static String send(int port) throws DeliveryException {
        MailNotifier notifier = Alerts.mail(port, null);
        return notifier.open(TransportTimeouts.DEFAULT).send(Alerts.compose(Alerts.died("mysql"), notifier));
    }
}
