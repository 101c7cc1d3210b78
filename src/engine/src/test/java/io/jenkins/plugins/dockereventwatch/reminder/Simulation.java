package io.jenkins.plugins.dockereventwatch.reminder;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.delivery.SynchronousDelivery;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts, a mail server and a clock; scheduled tasks run when the clock reaches their time. */
final class Simulation implements AutoCloseable {

    static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    static final String PATCH = "curl 7.88.1-10 7.88.1-11";
    static final String MINOR = "systemd 252.38-1 252.39-1";
    static final String HOTFIX = "libssl3 3.0.19-1 3.0.22-1 security";

    final SettableClock clock;
    final Store store;
    final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    final Map<String, String> outputs = new LinkedHashMap<>();
    ReminderSettings settings;
    private final SynchronousDelivery delivery;
    private Reminders reminders;

    /** A mail that arrived. */
    record Mail(LocalDateTime at, String to, String subject, String text, String html) {}

    Simulation(Store store, String start) throws StoreException {
        this.store = store;
        clock = new SettableClock(LocalDateTime.parse(start).atZone(ZURICH).toInstant());
        delivery = new SynchronousDelivery(store, clock);
        server.start();
    }

    /** Hosts by their names, with nothing to do; weekly on Monday at eight, one mail each, escalation after 3 weeks. */
    Simulation hosts(String... names) {
        Map<String, HostProbe> probes = new LinkedHashMap<>();
        for (String name : names) {
            outputs.put(name, apt());
            probes.put(name, () -> output(name));
        }
        settings = new ReminderSettings(
                probes,
                Duration.ofHours(1),
                UpdatePolicy.DEFAULT,
                CronSchedule.parse(CronSchedule.WEEKLY, ZURICH, "test", Holidays.NONE, clock.instant()),
                new ReminderSettings.Mails(false, true, List.of(notifier("ops"))),
                new ReminderSettings.Escalation(3, List.of(notifier("boss"))));
        reminders = reminders(store);
        return this;
    }

    private String output(String name) throws UnreadableHostException {
        String output = outputs.get(name);
        if (output == null) {
            throw new UnreadableHostException("ssh: no route to host");
        }
        return output;
    }

    Simulation digest() {
        return with(
                settings.schedule(), settings.policy(), true, settings.mails().catchUp());
    }

    Simulation withoutCatchingUp() {
        return with(settings.schedule(), settings.policy(), settings.mails().digest(), false);
    }

    /** Links as these in all mails from now on. */
    Simulation links(ReminderLinks links) {
        reminders = new Reminders(store, links, clock);
        return this;
    }

    Simulation schedule(String cron, Holidays holidays) {
        return with(
                CronSchedule.parse(cron, ZURICH, "test", holidays, clock.instant()),
                settings.policy(),
                settings.mails().digest(),
                settings.mails().catchUp());
    }

    Simulation policy(UpdatePolicy policy) {
        return with(
                settings.schedule(),
                policy,
                settings.mails().digest(),
                settings.mails().catchUp());
    }

    private Simulation with(CronSchedule schedule, UpdatePolicy policy, boolean digest, boolean catchUp) {
        settings = new ReminderSettings(
                settings.hosts(),
                settings.checkEvery(),
                policy,
                schedule,
                new ReminderSettings.Mails(digest, catchUp, settings.mails().recipients()),
                settings.escalation());
        return this;
    }

    /** A watcher of the hosts, on a state. */
    Reminders reminders(Store shared) {
        return new Reminders(shared, ReminderLinks.NONE, clock);
    }

    private MailNotifier notifier(String name) {
        MailServer smtp =
                new MailServer("127.0.0.1", server.getSmtp().getPort(), MailServer.Security.NONE, Optional.empty());
        return new MailNotifier(
                name, smtp, "watch@example.org", List.of(name + "@example.org"), RateLimit.OFF, Optional.empty());
    }

    /** Reads the hosts now, and queues the mails that are due. */
    void queueDue() {
        reminders.runRound(settings);
    }

    /** A delivery of a watcher on a state, with threads of its own. */
    Delivery delivery(Store shared) throws StoreException {
        return new Delivery(shared, settings.notifiers(), clock, RetryPolicy.DELIVERY, TransportTimeouts.DEFAULT);
    }

    /** Reads the hosts now, and sends what is due. */
    void checkAndSend() {
        queueDue();
        delivery.send(settings.notifiers().values());
    }

    /** Lets time go by, checking every few hours and whenever a reminder is due. */
    void until(String time) {
        Instant end = LocalDateTime.parse(time).atZone(ZURICH).toInstant();
        checkAndSend();
        while (clock.instant().isBefore(end)) {
            Instant next = clock.instant().plus(Duration.ofHours(6));
            Instant due = settings.schedule().next(clock.instant()).orElse(end);
            next = due.isBefore(next) ? due : next;
            clock.set(next.isBefore(end) ? next : end);
            checkAndSend();
        }
    }

    /** Lets time go by with nothing running. */
    void outageUntil(String time) {
        clock.set(LocalDateTime.parse(time).atZone(ZURICH).toInstant());
    }

    /** What arrived, in order. */
    List<Mail> mails() {
        List<Mail> mails = new ArrayList<>();
        try {
            for (MimeMessage mail : server.getReceivedMessages()) {
                Multipart parts = (Multipart) mail.getContent();
                mails.add(new Mail(
                        LocalDateTime.ofInstant(mail.getSentDate().toInstant(), ZURICH),
                        mail.getHeader("To")[0],
                        mail.getSubject(),
                        part(parts, 0),
                        part(parts, 1)));
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("reading what arrived", e);
        }
        return mails;
    }

    private static String part(Multipart parts, int index) throws MessagingException, IOException {
        return parts.getBodyPart(index).getContent().toString().replace("\r\n", "\n");
    }

    List<Mail> mailsTo(String name) {
        return mails().stream()
                .filter(mail -> mail.to().equals(name + "@example.org"))
                .toList();
    }

    /**
     * What apt would print.
     *
     * @param updates {@code NAME OLD NEW}, and {@code security} after it where it is one
     */
    static String apt(String... updates) {
        StringBuilder text = new StringBuilder();
        for (String update : updates) {
            String[] words = update.split(" ");
            String origin = words.length > 3 ? "Debian-Security:12/oldstable-security" : "Debian:12.15/oldstable";
            text.append("Inst %s [%s] (%s %s [amd64])\n".formatted(words[0], words[1], words[2], origin));
        }
        return text.append(updates.length)
                .append(" upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n")
                .toString();
    }

    @Override
    public void close() {
        server.stop();
        store.close();
    }
}
