package io.jenkins.plugins.dockereventwatch.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A proxy before a real engine that passes only given requests, each on a connection of its own, and refuses others. */
public final class RestrictingProxy implements AutoCloseable {

    private static final int MAX_HEAD = 64 << 10;
    private static final byte[] REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final UnixDomainSocketAddress engine;
    private final List<String> allowed;
    private final ServerSocketChannel server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /**
     * Starts a proxy.
     *
     * @param allowed methods and paths, such as {@code GET /containers/*}{@code /json}
     */
    public RestrictingProxy(DockerHost host, List<String> allowed) throws IOException {
        this.engine = UnixDomainSocketAddress.of(host.uri().getPath());
        this.allowed = allowed;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.submit(() -> {
            while (true) {
                SocketChannel client = server.accept();
                threads.submit(() -> {
                    serve(client);
                    return null;
                });
            }
        });
    }

    /** Its address. */
    public DockerHost host() throws IOException {
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return DockerHost.parse("tcp://127.0.0.1:" + port, Map.of());
    }

    /** The requests that it refused. */
    public Set<String> refused() {
        return refused;
    }

    private void serve(SocketChannel client) throws Exception {
        try (client;
                SocketChannel upstream = SocketChannel.open(engine)) {
            String head = head(client);
            String[] words = head.split(" ", 3);
            String request = words[0] + " " + words[1].replaceFirst("\\?.*", "");
            if (allowed.stream().noneMatch(pattern -> matches(pattern, request))) {
                refused.add(request);
                client.write(ByteBuffer.wrap(REFUSAL));
                return;
            }
            String single = head.contains("Upgrade:")
                    ? head
                    : head.replaceAll("(?i)\r\nConnection:[^\r]*", "")
                            .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            upstream.write(ByteBuffer.wrap(single.getBytes(StandardCharsets.ISO_8859_1)));
            threads.submit(() -> {
                copy(client, upstream);
                upstream.shutdownOutput();
                return null;
            });
            copy(upstream, client);
        }
    }

    private static boolean matches(String pattern, String request) {
        return Pattern.matches("\\Q" + pattern.replace("*", "\\E[^ ]+\\Q") + "\\E", request);
    }

    private static void copy(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
    }

    private static String head(SocketChannel from) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.length() < MAX_HEAD && !head.toString().endsWith("\r\n\r\n")) {
            if (from.read(one.clear()) < 0) {
                throw new IOException("the request ended in its head");
            }
            head.append((char) (one.get(0) & 0xff));
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
