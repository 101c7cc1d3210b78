package io.jenkins.plugins.dockereventwatch.fuzz;

import com.code_intelligence.jazzer.api.BugDetectors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that sends the same bytes to every client, whatever it asks, and closes the connection. */
final class ReplyingServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    ReplyingServer(byte[] reply) throws IOException {
        // Otherwise the fuzzer reports each connection.
        BugDetectors.allowNetworkConnections();
        Thread thread = new Thread(() -> serve(reply), "replying server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(byte[] reply) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.setSoTimeout(1000);
                client.getOutputStream().write(reply);
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException ended) {
                // The client or the server closed the connection: the next one, if there is one.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
