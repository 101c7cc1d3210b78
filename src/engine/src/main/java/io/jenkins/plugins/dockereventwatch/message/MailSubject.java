package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.SafeText;

/** Builds the subjects of mails about alerts. */
public final class MailSubject {

    private static final int LONGEST = 200;

    private MailSubject() {}

    /**
     * Returns the subject of a mail about one alert, {@code [docker-01] mysql died with exit code 1 (mysql:8.4)}, or about
     * several, {@code [docker-01] web died with exit code 1, and 39 more}.
     */
    public static String of(PendingMessage pending) {
        String host = "[" + pending.alerts().get(0).hostLabel() + "] ";
        return cut(host + (pending.isSingle() ? describeWithImage(event(pending)) : headline(pending)));
    }

    /** Returns a subject in one line, shortened to 200 characters. */
    public static String cut(String subject) {
        return SafeText.abbreviate(subject, LONGEST);
    }

    /** Returns what a message says in one line, without the host: {@code web died with exit code 1, and 39 more}. */
    static String headline(PendingMessage pending) {
        String others = pending.total() == 1 ? "" : ", and " + (pending.total() - 1) + " more";
        return pending.headline().orElseGet(() -> describe(event(pending)) + others);
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
