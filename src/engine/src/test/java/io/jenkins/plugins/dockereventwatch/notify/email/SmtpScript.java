package io.jenkins.plugins.dockereventwatch.notify.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that behaves as told: greets as told, hangs, closes, refuses recipients or the mail, speaks TLS from the
 * start or after STARTTLS.
 */
public final class SmtpScript implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String greeting;
    private final SSLContext tls;
    private final boolean tlsFromTheStart;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private volatile boolean hangsAfterData;
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<String, String> refusedOnce = new ConcurrentHashMap<>();

    /** One that greets so, or is told to {@code hang} or to {@code close}. */
    public SmtpScript(String greeting) throws IOException {
        this(greeting, null, false);
    }

    /** One that offers STARTTLS, or speaks TLS from the start. */
    public SmtpScript(String greeting, SSLContext tls, boolean fromTheStart) throws IOException {
        this.greeting = greeting;
        this.tls = tls;
        this.tlsFromTheStart = fromTheStart;
        Thread thread = new Thread(this::accept, "smtp script");
        thread.setDaemon(true);
        thread.start();
    }

    public SmtpScript refusing(String recipient, String reply) {
        refused.put(recipient, reply);
        return this;
    }

    public SmtpScript refusingOnce(String recipient, String reply) {
        refusedOnce.put(recipient, reply);
        return this;
    }

    public SmtpScript refusingDataOnce(String reply) {
        refusedOnce.put("DATA", reply);
        return this;
    }

    /** Takes a mail and does not say so. */
    public SmtpScript hangingAfterData() {
        hangsAfterData = true;
        return this;
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** Recipients of mails that were taken, in order; with {@code (TLS)} where that was so. */
    public List<String> accepted() {
        return accepted;
    }

    /** Subjects of mails that were taken, in order. */
    public List<String> subjects() {
        return subjects;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread thread = new Thread(() -> talk(socket), "smtp script session");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            accepted.size();
        }
    }

    private void talk(Socket socket) {
        if (greeting.equals("hang")) {
            return;
        }
        try (Socket secured = tlsFromTheStart ? secure(socket) : socket) {
            if (greeting.equals("close")) {
                return;
            }
            say(secured.getOutputStream(), greeting);
            if (converse(secured)) {
                say(secured.getOutputStream(), "220 go on in TLS");
                converse(secure(secured));
            }
        } catch (IOException gone) {
            sockets.remove(socket);
        }
    }

    private Socket secure(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    /** Answers until the client leaves (false) or wants TLS (true). */
    private boolean converse(Socket socket) throws IOException {
        boolean secured = socket instanceof SSLSocket;
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        List<String> recipients = new CopyOnWriteArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("STARTTLS")) {
                return true;
            }
            boolean offer = line.startsWith("EHLO") && tls != null && !secured;
            say(out, offer ? "250-hello\r\n250 STARTTLS" : reply(line, secured ? " (TLS)" : "", recipients, in, out));
        }
        return false;
    }

    private String reply(String line, String note, List<String> recipients, BufferedReader in, OutputStream out)
            throws IOException {
        if (line.startsWith("RCPT TO:")) {
            String recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            String refusal = refusedOnce.remove(recipient);
            refusal = refusal == null ? refused.get(recipient) : refusal;
            if (refusal == null) {
                recipients.add(recipient + note);
                return "250 ok";
            }
            return refusal;
        }
        if (line.equals("DATA")) {
            say(out, "354 go on");
            String subject = "";
            for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                subject = text.startsWith("Subject: ") ? text.substring("Subject: ".length()) : subject;
            }
            String refusal = refusedOnce.remove("DATA");
            if (refusal == null) {
                accepted.addAll(recipients);
                subjects.add(subject);
            }
            while (hangsAfterData && in.read() >= 0) {
                continue;
            }
            recipients.clear();
            return refusal == null ? "250 taken" : refusal;
        }
        return "250 ok";
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
