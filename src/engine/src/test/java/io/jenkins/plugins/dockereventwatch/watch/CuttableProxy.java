package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a Docker Engine over tcp that a test can cut, or let fall silent as a middle box does. */
final class CuttableProxy implements AutoCloseable {

    private enum State {
        OPEN,
        CUT,
        SILENT
    }

    private final UnixDomainSocketAddress engine;
    private final ServerSocketChannel server;
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private volatile State state = State.OPEN;

    CuttableProxy(DockerHost host) throws IOException {
        engine = UnixDomainSocketAddress.of(host.uri().getPath());
        server = ServerSocketChannel.open(StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::accept);
    }

    DockerHost host() throws IOException {
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return DockerHost.parse("tcp://127.0.0.1:" + port, Map.of());
    }

    /** Ends all connections and refuses new ones. */
    void cut() throws IOException {
        state = State.CUT;
        endAll();
    }

    /** Lets nothing through any more, without ending a connection. */
    void fallSilent() {
        state = State.SILENT;
    }

    /** Lets everything through again; what was silent is ended. */
    void restore() throws IOException {
        boolean wasSilent = state == State.SILENT;
        state = State.OPEN;
        if (wasSilent) {
            endAll();
        }
    }

    private void endAll() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
        open.clear();
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel client = server.accept();
            if (state == State.CUT) {
                client.close();
                continue;
            }
            SocketChannel upstream = SocketChannel.open(engine);
            open.add(client);
            open.add(upstream);
            daemon(() -> copy(client, upstream));
            daemon(() -> copy(upstream, client));
        }
    }

    private void copy(SocketChannel from, SocketChannel to) throws IOException {
        try (from;
                to) {
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (state != State.SILENT && buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
    }
}
