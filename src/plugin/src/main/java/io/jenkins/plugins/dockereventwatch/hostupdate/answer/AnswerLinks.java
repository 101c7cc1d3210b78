package io.jenkins.plugins.dockereventwatch.hostupdate.answer;

import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jenkins.security.HMACConfidentialKey;

/** The links in reminders with which a reader answers. */
public final class AnswerLinks implements ReminderLinks {

    /** The path of the links' pages, relative to the root URL of Jenkins. */
    public static final String URL = "docker-host-update";

    private static final HMACConfidentialKey KEY = new HMACConfidentialKey(AnswerLinks.class, "links");

    /** Signs with a key of this Jenkins. */
    public static final AnswerLink.Signer SIGNER = KEY::mac;

    /** How long a link is valid: until the reminder after the next one. */
    static final Duration VALID = Duration.ofDays(14);

    /** Supplies the root URL of Jenkins. */
    @FunctionalInterface
    public interface RootUrl {

        /** Returns the URL with a slash at the end; null if it is not configured, in which case there are no links. */
        String get();
    }

    private final RootUrl rootUrl;
    private final AnswerLink.Signer signer;
    private final Clock clock;

    public AnswerLinks(RootUrl rootUrl, AnswerLink.Signer signer, Clock clock) {
        this.rootUrl = rootUrl;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public List<Link> of(String host, IsoWeek week) {
        String root = rootUrl.get();
        if (root == null) {
            return List.of();
        }
        return List.of(
                link(root, "Confirm as installed", AnswerLink.Kind.DONE, host, week),
                link(root, "Postpone", AnswerLink.Kind.SNOOZE, host, week));
    }

    private Link link(String root, String label, AnswerLink.Kind kind, String host, IsoWeek week) {
        Instant expires = clock.instant().plus(VALID).truncatedTo(ChronoUnit.SECONDS);
        String token = new AnswerLink(kind, host, week.toString(), expires).token(signer);
        return new Link(label, URI.create(root + URL + "/link/" + token + "/"));
    }
}
