package io.jenkins.plugins.dockereventwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImmediateSenderTest {

    private final ImmediateSender delivery = new ImmediateSender(Alerts.COMPOSER, Alerts.SHORT);
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void tellsWhatTheServerSaid() throws Exception {
        String said =
                delivery.send(Alerts.died("mysql"), Alerts.mail(server.getSmtp().getPort(), null));

        assertThat(said).startsWith("250 ");
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void doesNotTryAgain() {
        int port = server.getSmtp().getPort();
        server.stop();

        assertThatThrownBy(() -> delivery.send(Alerts.died("mysql"), Alerts.mail(port, null)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }
}
