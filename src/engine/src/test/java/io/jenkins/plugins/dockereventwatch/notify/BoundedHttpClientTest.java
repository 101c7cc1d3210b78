package io.jenkins.plugins.dockereventwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.dockereventwatch.heartbeat.PushUrl;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BoundedHttpClientTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String HEADER = "HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n";

    private final TransportTimeouts hurried = new TransportTimeouts(PATIENCE, PATIENCE, Duration.ofSeconds(1));

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nA: b\r\n", HEADER, HEADER + "ok"})
    void endsAnExchangeThatStalls(String start) throws IOException {
        try (HostileServer stalling = HostileServer.slow(start, "")) {
            assertThatThrownBy(() -> send(stalling, hurried)).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void endsABodyThatComesSlowly() throws IOException {
        try (HostileServer slow = HostileServer.slow(HEADER, "a")) {
            assertThatThrownBy(() -> send(slow, hurried)).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void readsOnlyTheStartOfABody() throws Exception {
        try (HostileServer endless = HostileServer.endless(HEADER, "ab")) {
            BoundedHttpClient.Response response = send(endless, new TransportTimeouts(PATIENCE, PATIENCE, PATIENCE));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("ab".repeat(BoundedHttpClient.LONGEST_BODY / 2));
        }
    }

    @Test
    void limitsTheSizeOfTheHeader() throws IOException {
        try (HostileServer endless = HostileServer.endless("HTTP/1.1 200 OK\r\nA: ", "a")) {
            assertThatThrownBy(() -> send(endless, new TransportTimeouts(PATIENCE, PATIENCE, PATIENCE)))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Many servers answer a request to change to HTTP/2 with nothing, or with an error. */
    @Test
    void offersNoUpgradeToHttp2() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean upgrade = exchange.getRequestHeaders().containsKey("Upgrade")
                    || exchange.getRequestHeaders().containsKey("HTTP2-Settings");
            exchange.sendResponseHeaders(upgrade ? 400 : 204, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString("{}"));

            assertThat(new BoundedHttpClient(TransportTimeouts.DEFAULT)
                            .send(request)
                            .status())
                    .isEqualTo(204);
            assertThat(new PushUrl(new Secret(url)).call()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T0KEN",
                "ftp://host/T0KEN",
                "https:T0KEN",
                "https:///T0KEN",
                "https://host/T0KEN with blank",
                "https://user:T0KEN@host/",
                "https://host:65536/T0KEN"
            })
    void rejectsInvalidUrlsWithoutQuotingThem(String url) {
        assertThat(BoundedHttpClient.accepts(url)).isFalse();
        assertThatThrownBy(() -> new PushUrl(new Secret(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid push URL: expected http://… or https://…")
                .hasNoCause();
    }

    private static BoundedHttpClient.Response send(HostileServer server, TransportTimeouts timeouts)
            throws IOException, InterruptedException {
        return new BoundedHttpClient(timeouts)
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")));
    }
}
