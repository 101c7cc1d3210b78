package io.jenkins.plugins.dockereventwatch.notify;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A server that starts a reply and never completes it: it goes on for ever as fast as it can, slowly, or not at all. */
public final class HostileServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService slowly = Executors.newSingleThreadScheduledExecutor();
    private final byte[] start;
    private final byte[] repeated;
    private final boolean fast;

    private HostileServer(String start, String repeated, boolean fast) throws IOException {
        this.start = start.getBytes(StandardCharsets.ISO_8859_1);
        this.repeated = repeated.getBytes(StandardCharsets.ISO_8859_1);
        this.fast = fast;
        Thread thread = new Thread(this::accept, "hostile server");
        thread.setDaemon(true);
        thread.start();
    }

    /** One that sends the start and then the other text again and again, in large blocks. */
    public static HostileServer endless(String start, String repeated) throws IOException {
        return new HostileServer(start, repeated.repeat(1 + (1 << 16) / repeated.length()), true);
    }

    /** One that sends the start and then the other text ten times per second; empty: nothing. */
    public static HostileServer slow(String start, String repeated) throws IOException {
        return new HostileServer(start, repeated, false);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(start);
                if (fast) {
                    Thread thread = new Thread(() -> repeat(out), "hostile server: reply");
                    thread.setDaemon(true);
                    thread.start();
                } else {
                    slowly.scheduleWithFixedDelay(() -> write(out), 100, 100, TimeUnit.MILLISECONDS);
                }
            }
        } catch (IOException closed) {
            sockets.size();
        }
    }

    private void repeat(OutputStream out) {
        boolean open = true;
        while (open) {
            open = write(out);
        }
    }

    private boolean write(OutputStream out) {
        try {
            out.write(repeated);
            return true;
        } catch (IOException clientLeft) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        slowly.shutdownNow();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
