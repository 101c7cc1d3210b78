package io.jenkins.plugins.dockereventwatch.docker;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection hijacked for a container's input and output. docker-java's implementation cannot be used, since it never
 * closes the sending direction.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach">
 *     Hijacking</a>
 */
final class HijackedConnection implements Closeable {

    private static final int MAX_HEADER = 64 << 10;
    private static final int MAX_REASON = 1000;
    private static final int BUFFER = 8 << 10;

    private final Closeable socket;
    private final InputStream in;
    private final WritableByteChannel out;
    private final Closeable sendingDirection;

    private HijackedConnection(Closeable socket, InputStream in, WritableByteChannel out, Closeable sendingDirection) {
        this.socket = socket;
        this.in = new BufferedInputStream(in, BUFFER);
        this.out = out;
        this.sendingDirection = sendingDirection;
    }

    /**
     * Connects.
     *
     * @param uri {@code unix://} or {@code tcp://}
     * @param tls the TLS context; null for an unencrypted connection
     */
    static HijackedConnection open(URI uri, SSLContext tls, Duration timeout) throws IOException {
        return uri.getScheme().equals("unix") ? unix(uri) : tcp(uri, tls, timeout);
    }

    private static HijackedConnection unix(URI uri) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(uri.getPath()));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        // Not with an output stream of the channel, which blocks writers while a reader waits.
        return new HijackedConnection(channel, Channels.newInputStream(channel), channel, channel::shutdownOutput);
    }

    private static HijackedConnection tcp(URI uri, SSLContext tls, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int) timeout.toMillis());
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout((int) timeout.toMillis());
            Socket used = tls == null ? socket : secured(socket, uri, tls);
            used.setSoTimeout(0);
            return new HijackedConnection(
                    used, used.getInputStream(), Channels.newChannel(used.getOutputStream()), used::shutdownOutput);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket socket, URI uri, SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, uri.getHost(), uri.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /**
     * Requests the upgrade of the connection.
     *
     * @param body the JSON body; empty for none
     * @throws EngineException if the engine refuses
     */
    void request(String path, byte[] body) throws IOException {
        byte[] request = ("POST " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
                        + (body.length == 0 ? "" : "Content-Type: application/json\r\n")
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        write(request, request.length);
        write(body, body.length);
        String header = header();
        int status = status(header);
        // Old engines and some proxies answer 200 instead of 101.
        if (status != 101 && status != 200) {
            throw EngineException.of(path, status, in.readNBytes(Math.min(MAX_REASON, in.available())));
        }
    }

    private void write(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private String header() throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n", header.length() - 4) < 0) {
            int next = in.read();
            if (next < 0 || header.length() == MAX_HEADER) {
                throw new EOFException("the engine did not answer with an HTTP header");
            }
            header.append((char) next);
        }
        return header.toString();
    }

    private static int status(String header) throws IOException {
        String[] words = header.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9]{2}")) {
            throw new IOException("the response is not HTTP; is it from a Docker Engine?");
        }
        return Integer.parseInt(words[1]);
    }

    /** Sends the input on a separate thread, and optionally its end. */
    void send(InputStream input, boolean passEnd) {
        Thread sender = new Thread(
                () -> {
                    byte[] buffer = new byte[BUFFER];
                    try {
                        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                            write(buffer, read);
                        }
                        if (passEnd) {
                            sendingDirection.close();
                        }
                    } catch (IOException ended) {
                        // The container or the input ended; the receiving direction reports the result.
                        System.getLogger(HijackedConnection.class.getName())
                                .log(System.Logger.Level.DEBUG, "input ended", ended);
                    }
                },
                "docker-input");
        sender.setDaemon(true);
        sender.start();
    }

    /** Returns the container's output. */
    InputStream output() {
        return in;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
