package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.Episode;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Builds the subjects of mails about alerts. */
public final class MailSubject {

    private static final int LONGEST = 200;
    private static final DateTimeFormatter FIRST = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter SAME_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern(" xxx", Locale.ENGLISH);

    private MailSubject() {}

    /**
     * Returns the subject of a mail about one alert, {@code [docker-01] mysql died with exit code 1 (mysql:8.4)}, or about
     * several, {@code [docker-01] web died with exit code 1, and 39 more}.
     *
     * @param zone the zone of times
     */
    public static String of(PendingMessage pending, ZoneId zone) {
        String host = "[" + pending.alerts().get(0).hostLabel() + "] ";
        return cut(host + (pending.isSingle() ? describeWithImage(event(pending)) : headline(pending, zone)));
    }

    /** Returns a subject in one line, shortened to 200 characters. */
    public static String cut(String subject) {
        return SafeText.abbreviate(subject, LONGEST);
    }

    /** Returns what a message says in one line, without the host: {@code web died with exit code 1, and 39 more}. */
    static String headline(PendingMessage pending, ZoneId zone) {
        return pending.headline()
                .orElseGet(() -> pending.entry().kind() == PendingMessage.Kind.ALERT
                        ? describe(event(pending))
                                + (pending.total() == 1 ? "" : ", and " + (pending.total() - 1) + " more")
                        : EventDescription.subject(event(pending)) + change(pending, zone));
    }

    /** Returns what has changed for a container that fails repeatedly, or has recovered. */
    private static String change(PendingMessage pending, ZoneId zone) {
        if (pending.episode().isEmpty()) {
            boolean unhealthy = event(pending).action().equals("health_status: unhealthy");
            return unhealthy ? " is healthy again" : " runs again";
        }
        Episode episode = pending.episode().get();
        String times = episode.failures() + " times ";
        String deaths = episode.failures() + " deaths ";
        String period = episode.within()
                .map(within -> "in " + words(within))
                .orElseGet(() -> "since " + FIRST.format(episode.first().atZone(zone)) + zoneOf(episode.first(), zone));
        return switch (pending.entry().kind()) {
            case CRASH_LOOP -> isIn(episode) + " in a crash loop: " + deaths + period;
            case FLAPPING -> isIn(episode) + " flapping: unhealthy " + times + period;
            case CRASH_LOOP_OVER ->
                "'s crash loop is over: " + deaths + span(episode, zone)
                        + (episode.recovered() ? ", none since" : ", not started since");
            case FLAPPING_OVER ->
                " is not flapping any longer: unhealthy " + times + span(episode, zone)
                        + (episode.recovered() ? ", healthy since" : ", not healthy since");
            default ->
                throw new IllegalStateException(
                        "not about repeated failures: " + pending.entry().kind());
        };
    }

    private static String isIn(Episode episode) {
        return episode.within().isPresent() ? " is" : " is still";
    }

    /** Returns {@code from 24 Nov 15:06:42 to 15:16:34 +01:00}. */
    private static String span(Episode episode, ZoneId zone) {
        ZonedDateTime first = episode.first().atZone(zone);
        ZonedDateTime last = episode.last().atZone(zone);
        boolean sameDay = first.toLocalDate().equals(last.toLocalDate());
        return "from " + FIRST.format(first) + " to " + (sameDay ? SAME_DAY : FIRST).format(last)
                + zoneOf(episode.last(), zone);
    }

    private static String zoneOf(Instant time, ZoneId zone) {
        return ZONE.format(time.atZone(zone));
    }

    private static String words(Duration time) {
        return time.toSeconds() % 60 == 0
                ? time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes")
                : time.toSeconds() + " seconds";
    }

    private static DockerEvent event(PendingMessage pending) {
        return pending.alerts().get(0).event();
    }

    /** Returns {@code mysql died with exit code 1}. */
    static String describe(DockerEvent event) {
        return EventDescription.subject(event) + " " + EventDescription.predicate(event);
    }

    /** Returns {@code mysql died with exit code 1 (mysql:8.4)}. */
    static String describeWithImage(DockerEvent event) {
        String image = event.attribute("image");
        return describe(event) + (image.isEmpty() ? "" : " (" + image + ")");
    }
}
