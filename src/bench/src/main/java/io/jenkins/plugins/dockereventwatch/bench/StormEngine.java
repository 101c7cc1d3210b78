package io.jenkins.plugins.dockereventwatch.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Speaks as much of a Docker Engine's HTTP as a watch needs, and then storms: so many events a second, for so long. */
final class StormEngine implements AutoCloseable {

    /** Of so many events one is a death. */
    private static final int DEATHS = 1_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int rate;
    private final long number;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** When a death's event was written, by the container's name, in nanoseconds of {@link System#nanoTime()}. */
    private final Map<String, Long> deaths = new ConcurrentHashMap<>();

    private volatile double seconds;

    StormEngine(int rate, long number) throws IOException {
        // Else the Java machine's server holds the second packet of each answer back for 40 ms, as no engine does.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.rate = rate;
        this.number = number;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String uri() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, Long> deaths() {
        return deaths;
    }

    void begin() {
        begun.countDown();
    }

    /** Waits for the last event; returns how long they took, in seconds. */
    double awaitEnd() throws InterruptedException {
        done.await();
        return seconds;
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/events" -> events(exchange);
            case "/info" -> send(exchange, """
                        {"Name":"storm","ServerVersion":"0","SystemTime":"%s"}""".formatted(Instant.now()));
            case "/_ping" -> send(exchange, "OK");
            default -> send(exchange, "[]");
        }
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void events(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        if (exchange.getRequestURI().getQuery().contains("until=")) {
            exchange.close();
            return;
        }
        OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 64 << 10);
        try {
            out.flush();
            exchange.getResponseBody().flush();
            begun.await();
            storm(out);
            done.countDown();
            // An engine's stream stays open.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void storm(OutputStream out) throws IOException {
        long start = System.nanoTime();
        for (long i = 0; i < number; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
            if (System.nanoTime() < due) {
                out.flush();
                LockSupport.parkNanos(due - System.nanoTime());
            }
            boolean dies = i % DEATHS == DEATHS - 1;
            String name = "c" + i;
            out.write(line(name, dies ? "die" : "exec_create: /bin/sh -c healthcheck")
                    .getBytes(StandardCharsets.UTF_8));
            if (dies) {
                out.flush();
                deaths.put(name, System.nanoTime());
            }
        }
        out.flush();
        seconds = (System.nanoTime() - start) / 1e9;
    }

    private static String line(String name, String action) {
        Instant now = Instant.now();
        return """
                {"status":"%2$s","id":"%1$s","from":"mysql:8.4","Type":"container","Action":"%2$s","Actor":{"ID":"%1$s",\
                "Attributes":{"com.docker.compose.project":"phone-book","com.docker.compose.service":"db","execID":"%1$s",\
                "exitCode":"1","image":"mysql:8.4","maintainer":"somebody@example.org","name":"%1$s"}},"scope":"local",\
                "time":%3$d,"timeNano":%4$d}
                """.formatted(name, action, now.getEpochSecond(), now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
