package io.jenkins.plugins.dockereventwatch.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Speaks a Docker Engine's HTTP, and fails at the moment that a test wants, as no real one does on demand. */
public final class ScriptedEngine implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final List<String> remembered = new CopyOnWriteArrayList<>();
    private final Map<String, String> containers = new LinkedHashMap<>();
    private final Map<String, Runnable> once = new LinkedHashMap<>();
    private final Map<String, String> instead = new LinkedHashMap<>();

    private volatile Predicate<String> allowed = path -> true;

    public ScriptedEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public DockerHost host() {
        return DockerHost.parse("tcp://127.0.0.1:" + server.getAddress().getPort(), Map.of());
    }

    /** A container, by what {@code State} says of it. */
    public synchronized void container(String name, String state) {
        containers.put(name, """
                {"Id":"%1$s","Name":"/%1$s","Config":{"Image":"mysql:8.4"},"State":{%2$s}}""".formatted(name, state));
    }

    /** What it answers to a path instead of what an engine would. */
    public synchronized void answerInstead(String path, String body) {
        instead.put(path, body);
    }

    /** Answers 403 to all other paths, as a proxy before an engine does. */
    void allowOnly(Predicate<String> paths) {
        allowed = paths;
    }

    /** What is done, one time, before a path is answered; what it throws makes the answer an error. */
    synchronized void onceBefore(String path, Runnable action) {
        once.put(path, action);
    }

    /** Tells whoever listens of an event, and whoever asks later. */
    public synchronized void sendAndRecord(String line) {
        remembered.add(line);
        send(line);
    }

    /** Tells whoever listens of an event, which is then forgotten. */
    synchronized void send(String line) {
        for (OutputStream stream : streams) {
            try {
                stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                stream.flush();
            } catch (IOException gone) {
                streams.remove(stream);
            }
        }
    }

    /** Forgets all events and ends all streams, as an engine that is restarted. */
    synchronized void restart() throws IOException {
        remembered.clear();
        endStreams();
    }

    /** Ends all streams, as a network that fails. */
    public synchronized void endStreams() throws IOException {
        for (OutputStream stream : streams) {
            streams.remove(stream);
            stream.close();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!allowed.test(path)) {
            send(exchange, 403, "<html><body><h1>403 Forbidden</h1></body></html>");
            return;
        }
        try {
            Runnable action = takeAction(path);
            if (action != null) {
                action.run();
            }
        } catch (IllegalStateException e) {
            send(exchange, 500, "{\"message\":\"" + e.getMessage() + "\"}");
            return;
        }
        if (path.equals("/events")) {
            events(exchange);
        } else {
            send(exchange, 200, body(path));
        }
    }

    private synchronized Runnable takeAction(String path) {
        return once.remove(path);
    }

    private synchronized String body(String path) {
        if (instead.containsKey(path)) {
            return instead.get(path);
        }
        return switch (path) {
            case "/_ping" -> "OK";
            case "/version" -> "{\"Version\":\"29.3.0\",\"Components\":[{\"Name\":\"Engine\"}]}";
            case "/info" -> """
                    {"Name":"scripted","ServerVersion":"0","SystemTime":"%s"}""".formatted(Instant.now());
            case "/containers/json" ->
                containers.keySet().stream()
                        .map("{\"Id\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(",", "[", "]"));
            default -> containers.get(path.split("/")[2]);
        };
    }

    private synchronized void events(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream stream = exchange.getResponseBody();
        for (String line : remembered) {
            stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        stream.flush();
        if (exchange.getRequestURI().getQuery().contains("until=")) {
            stream.close();
        } else {
            streams.add(stream);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
