package io.jenkins.plugins.dockereventwatch.bench;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/**
 * Imitates a Docker Engine on a Unix socket. Its events are generated in advance and sent as fast as they are read, each in
 * a chunk of its own, as an engine does. They are sent again and again, with other times and another container that dies.
 */
final class EndlessEngine implements AutoCloseable {

    /** The number of different events; the last one is a death. */
    static final int EVENTS = 10_000;

    /** Replaced by the time in seconds. */
    private static final String SECONDS = "##########";

    private final long start = Instant.now().getEpochSecond();
    private final Path socket;
    private final int repetitions;
    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final List<Integer> secondsAt = new ArrayList<>();
    private final ByteBuffer events = events();
    private final CountDownLatch followed = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);

    /** Listens on a socket; sends the events {@code repetitions} times. */
    EndlessEngine(Path socket, int repetitions) throws IOException {
        this.socket = socket;
        this.repetitions = repetitions;
        server.bind(UnixDomainSocketAddress.of(socket));
        start(this::accept);
    }

    String uri() {
        return "unix://" + socket;
    }

    /** Waits until a client follows the events. */
    void awaitFollower() throws InterruptedException {
        followed.await();
    }

    /** Starts to send events. */
    void begin() {
        begun.countDown();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "engine");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The benchmark is over.
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                Scanner requests = new Scanner(Channels.newInputStream(client), StandardCharsets.US_ASCII)) {
            requests.useDelimiter("\r\n\r\n");
            while (requests.hasNext()) {
                String path = requests.next().strip().split(" ")[1];
                if (!path.startsWith("/events")) {
                    send(client, path.equals("/info") ? info() : "[]");
                } else if (path.contains("until=")) {
                    send(client, "");
                } else {
                    sendEvents(client);
                }
            }
        } catch (IOException disconnected) {
            // The program may disconnect at any time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String info() {
        return "{\"Name\":\"bench\",\"ServerVersion\":\"0\",\"SystemTime\":\"" + Instant.ofEpochSecond(start) + "\"}";
    }

    private static void send(SocketChannel client, String body) throws IOException {
        String response = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        client.write(ByteBuffer.wrap(response.getBytes(StandardCharsets.US_ASCII)));
    }

    private void sendEvents(SocketChannel client) throws IOException, InterruptedException {
        String header = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        client.write(ByteBuffer.wrap(header.getBytes(StandardCharsets.US_ASCII)));
        followed.countDown();
        begun.await();
        for (int i = 0; i < repetitions; i++) {
            byte[] seconds = Long.toString(start + i).getBytes(StandardCharsets.US_ASCII);
            secondsAt.forEach(at -> events.put(at, seconds));
            events.rewind();
            while (events.hasRemaining()) {
                client.write(events);
            }
        }
        // An engine's stream stays open.
        new CountDownLatch(1).await();
    }

    /** Returns the events in chunks; {@link #secondsAt} are the positions of the time. */
    private ByteBuffer events() {
        Random random = new Random(1);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            String id = "%016x%016x%016x%016x"
                    .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
            String event =
                    i == EVENTS - 1 ? event("die", id, "c" + SECONDS, i) : event("exec_die", id, "shop-web-" + i, i);
            all.append(Integer.toHexString(event.length()))
                    .append("\r\n")
                    .append(event)
                    .append("\r\n");
        }
        for (int at = all.indexOf(SECONDS); at >= 0; at = all.indexOf(SECONDS, at + SECONDS.length())) {
            secondsAt.add(at);
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    private static String event(String action, String id, String name, int number) {
        return """
                {"status":"%1$s","id":"%2$s","from":"shop/web:1.%4$d","Type":"container","Action":"%1$s","Actor":{"ID":"%2$s",\
                "Attributes":{"com.docker.compose.project":"shop","com.docker.compose.service":"web","execID":"%2$s",\
                "exitCode":"1","image":"shop/web:1.%4$d","name":"%3$s"}},"scope":"local","time":%5$s,"timeNano":%5$s%6$09d}
                """.formatted(action, id, name, number % 100, SECONDS, number * 100_000);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
