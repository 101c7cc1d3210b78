package io.jenkins.plugins.dockereventwatch.notify.email;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An SMTP server on a free port of this machine, started before and stopped after each test. */
public final class LocalMailServer extends GreenMail implements BeforeEachCallback, AfterEachCallback {

    public LocalMailServer() {
        this(0);
    }

    private LocalMailServer(int port) {
        super(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    /**
     * Starts a server on a port, where one may have been stopped before: clients that try to connect meanwhile may occupy
     * the port for a moment.
     *
     * @param port 0: a free one
     */
    public static GreenMail startOn(int port) {
        return await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> started(port), Objects::nonNull);
    }

    private static GreenMail started(int port) {
        GreenMail server = new LocalMailServer(port);
        try {
            server.start();
            return server;
        } catch (IllegalStateException e) {
            server.stop();
            throw e;
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop();
    }
}
