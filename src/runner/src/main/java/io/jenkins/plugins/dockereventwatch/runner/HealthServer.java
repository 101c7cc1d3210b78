package io.jenkins.plugins.dockereventwatch.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers {@code /healthz} (200: all is well; 503: what is the matter) and {@code /metrics} (Prometheus). */
final class HealthServer implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "docker-event-watch http");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Begins to answer.
     *
     * @throws IOException if it cannot listen there
     */
    HealthServer(InetSocketAddress address, Supplier<WatchHealth> health, Supplier<String> metrics) throws IOException {
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/healthz", exchange -> {
            Map<String, String> troubles = health.get().troubles();
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("healthy", troubles.isEmpty());
            answer.put("troubles", troubles);
            answer(exchange, troubles.isEmpty() ? 200 : 503, "application/json", MAPPER.writeValueAsString(answer));
        });
        server.createContext("/metrics", exchange -> answer(exchange, 200, METRICS_TYPE, metrics.get()));
        server.start();
    }

    /** The port it listens on. */
    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            String path = exchange.getHttpContext().getPath();
            boolean known = exchange.getRequestURI().getPath().equals(path);
            boolean reads = exchange.getRequestMethod().equals("GET");
            byte[] body = (known && reads ? text : "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(!known ? 404 : reads ? status : 405, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
