package io.jenkins.plugins.dockereventwatch.notify.email;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * Creates the sockets of one exchange with a server that may be hostile: they are closed at its deadline, and only a limited
 * number of bytes can be read from each. Jakarta Mail limits neither.
 */
final class BoundedSockets extends SocketFactory implements AutoCloseable {

    /** Far more than the replies for a mail to thousands of recipients. */
    private static final int MAX_RECEIVED = 1 << 20;

    private final CompletableFuture<Void> end;

    /** @param exchange the time until the deadline */
    BoundedSockets(Duration exchange) {
        this.end = new CompletableFuture<Void>().orTimeout(exchange.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns whether the deadline has ended the exchange. */
    boolean isLate() {
        return end.isCompletedExceptionally();
    }

    @Override
    public Socket createSocket() {
        Socket socket = new BoundedSocket();
        end.whenComplete((done, late) -> close(socket));
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(BoundedSockets.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot close the connection to the mail server", e);
        }
    }

    /** Ends the exchange and closes its sockets. */
    @Override
    public void close() {
        end.complete(null);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    private static final class BoundedSocket extends Socket {

        private int left = MAX_RECEIVED;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    if (left == 0) {
                        throw new SocketException("the server sends more than " + MAX_RECEIVED / 1024 + " KiB");
                    }
                    int read = super.read(bytes, offset, Math.min(length, left));
                    left -= Math.max(read, 0);
                    return read;
                }
            };
        }
    }
}
