package io.jenkins.plugins.dockereventwatch.runner.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.delivery.DeliveryStatistics;
import io.jenkins.plugins.dockereventwatch.watch.WatchHealth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private static final WatchHealth HEALTH =
            new WatchHealth(Map.of(), new DeliveryStatistics(0, 0, 0), Optional.empty(), Map.of(), Instant.EPOCH);

    @Test
    void answersDespiteHalfSentRequests() throws Exception {
        InetSocketAddress address = freeAddress();
        List<Socket> clients = new ArrayList<>();
        try (HealthServer server = new HealthServer(address, () -> HEALTH, new WatchMetrics(Set.of(), () -> HEALTH))) {
            for (int i = 0; i < 5; i++) {
                Socket client = new Socket(address.getAddress(), address.getPort());
                clients.add(client);
                client.getOutputStream()
                        .write("GET /healthz HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            }

            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + address.getPort() + "/healthz"))
                    .timeout(Duration.ofMinutes(1))
                    .build();
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        }
    }
}
