package io.jenkins.plugins.dockereventwatch.runner.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.dockereventwatch.watch.HealthSource;
import io.jenkins.plugins.dockereventwatch.watch.WatchHealth;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves {@code /healthz} (200: healthy; 503: the problems) and {@code /metrics} for Prometheus. */
public final class HealthServer implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    static {
        // Seconds; by default, clients that send half a request or read no response occupy all threads for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "5");
    }

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(2, task -> new Thread(task, "docker-event-watch http"));

    /**
     * Starts the server.
     *
     * @throws IOException if it cannot listen on the address
     */
    public HealthServer(InetSocketAddress address, HealthSource health, WatchMetrics metrics) throws IOException {
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/healthz", exchange -> respond(exchange, "application/json", () -> healthOf(health)));
        server.createContext(
                "/metrics", exchange -> respond(exchange, METRICS_TYPE, () -> new Response(200, metrics.text())));
        server.start();
    }

    private static Response healthOf(HealthSource source) throws IOException {
        WatchHealth health = source.health();
        boolean healthy = health.problems().isEmpty();
        return new Response(healthy ? 200 : 503, MAPPER.writeValueAsString(new HealthBody(healthy, health.problems())));
    }

    private record HealthBody(boolean healthy, Map<String, String> problems) {}

    private record Response(int status, String body) {}

    private interface ResponseSource {
        Response response() throws IOException;
    }

    /** Computes a response only for a valid request, so that others cost no query of the state. */
    private static void respond(HttpExchange exchange, String type, ResponseSource source) throws IOException {
        try (exchange) {
            Response response;
            if (!exchange.getRequestURI()
                    .getPath()
                    .equals(exchange.getHttpContext().getPath())) {
                response = new Response(404, "");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                response = new Response(405, "");
            } else {
                response = source.response();
            }
            byte[] body = response.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(response.status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
