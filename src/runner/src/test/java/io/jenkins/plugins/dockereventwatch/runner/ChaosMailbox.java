package io.jenkins.plugins.dockereventwatch.runner;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.util.GreenMail;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A mail server that goes and comes back at the same port; its mails stay. */
final class ChaosMailbox implements Chaos.Victim, AutoCloseable {

    private static final String MARK = "X-Docker-Event-Watch-Possible-Duplicate";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final List<MimeMessage> kept = new ArrayList<>();
    private GreenMail server;
    private final int port;

    /**
     * How many mails have a subject.
     *
     * @param all of them
     * @param marked how many say that they may be duplicates
     */
    record MailCount(int all, int marked) {

        MailCount and(boolean mark) {
            return new MailCount(all + 1, marked + (mark ? 1 : 0));
        }
    }

    ChaosMailbox() {
        server = LocalMailServer.startOn(0);
        port = server.getSmtp().getPort();
    }

    int port() {
        return port;
    }

    @Override
    public String kind() {
        return "SMTP server";
    }

    @Override
    public synchronized void kill() {
        // Stopped, it forgets all; mails that it takes until then count.
        Managers mails = server.getManagers();
        server.stop();
        mails.getImapHostManager().getAllMessages().forEach(mail -> kept.add(mail.getMimeMessage()));
    }

    @Override
    public synchronized void startAgain() {
        server = LocalMailServer.startOn(port);
    }

    /** Waits until a mail arrives, from which the watch is known to run; on a busy machine, its start takes long. */
    void awaitMail() {
        server.waitForIncomingEmail(LONGEST_WAIT.toMillis(), server.getReceivedMessages().length + 1);
    }

    synchronized Map<String, MailCount> mails() throws MessagingException {
        List<MimeMessage> all = new ArrayList<>(kept);
        all.addAll(List.of(server.getReceivedMessages()));
        Map<String, MailCount> counts = new TreeMap<>();
        for (MimeMessage mail : all) {
            MailCount before = counts.getOrDefault(mail.getSubject(), new MailCount(0, 0));
            counts.put(mail.getSubject(), before.and(mail.getHeader(MARK) != null));
        }
        return counts;
    }

    @Override
    public void close() {
        server.stop();
    }
}
