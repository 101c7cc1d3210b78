package io.jenkins.plugins.dockereventwatch.runner.server;

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
public final class HealthServer implements AutoCloseable {

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
    public HealthServer(InetSocketAddress address, Supplier<WatchHealth> health, Supplier<String> metrics)
            throws IOException {
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/healthz", exchange -> answer(exchange, "application/json", () -> health(health.get())));
        server.createContext(
                "/metrics", exchange -> answer(exchange, METRICS_TYPE, () -> new Answer(200, metrics.get())));
        server.start();
    }

    private static Answer health(WatchHealth health) throws IOException {
        Map<String, String> troubles = health.troubles();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("healthy", troubles.isEmpty());
        answer.put("troubles", troubles);
        return new Answer(troubles.isEmpty() ? 200 : 503, MAPPER.writeValueAsString(answer));
    }

    /** The port it listens on. */
    int port() {
        return server.getAddress().getPort();
    }

    private record Answer(int status, String body) {}

    private interface Question {
        Answer answer() throws IOException;
    }

    /** Asks only for what is answered: neither another path nor another method costs the state anything. */
    private static void answer(HttpExchange exchange, String type, Question question) throws IOException {
        try (exchange) {
            Answer answer;
            if (!exchange.getRequestURI()
                    .getPath()
                    .equals(exchange.getHttpContext().getPath())) {
                answer = new Answer(404, "");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                answer = new Answer(405, "");
            } else {
                answer = question.answer();
            }
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
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
