package io.jenkins.plugins.dockereventwatch.alert;

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

/** A mail server that misbehaves as told: greets as told, hangs, closes, refuses recipients or the mail. */
final class SmtpScript implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String greeting;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<String, String> refusedOnce = new ConcurrentHashMap<>();

    SmtpScript(String greeting) throws IOException {
        this.greeting = greeting;
        Thread thread = new Thread(this::accept, "smtp script");
        thread.setDaemon(true);
        thread.start();
    }

    SmtpScript refusing(String recipient, String reply) {
        refused.put(recipient, reply);
        return this;
    }

    SmtpScript refusingOnce(String recipient, String reply) {
        refusedOnce.put(recipient, reply);
        return this;
    }

    SmtpScript refusingDataOnce(String reply) {
        refusedOnce.put("DATA", reply);
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Recipients of mails that were taken, in order. */
    List<String> accepted() {
        return accepted;
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
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = socket.getOutputStream()) {
            if (greeting.equals("close")) {
                return;
            }
            say(out, greeting);
            List<String> recipients = new CopyOnWriteArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(out, reply(line, recipients, in, out));
            }
        } catch (IOException gone) {
            sockets.remove(socket);
        }
    }

    private String reply(String line, List<String> recipients, BufferedReader in, OutputStream out) throws IOException {
        if (line.startsWith("RCPT TO:")) {
            String recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            String refusal = refusedOnce.remove(recipient);
            refusal = refusal == null ? refused.get(recipient) : refusal;
            if (refusal == null) {
                recipients.add(recipient);
                return "250 ok";
            }
            return refusal;
        }
        if (line.equals("DATA")) {
            say(out, "354 go on");
            for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                continue;
            }
            String refusal = refusedOnce.remove("DATA");
            if (refusal == null) {
                accepted.addAll(recipients);
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
