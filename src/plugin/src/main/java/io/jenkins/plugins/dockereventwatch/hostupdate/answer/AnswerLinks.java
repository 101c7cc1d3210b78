package io.jenkins.plugins.dockereventwatch.hostupdate.answer;

import io.jenkins.plugins.dockereventwatch.hostupdate.page.AnswerAction;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Links to this Jenkins for a reminder's reader to answer by. */
public final class AnswerLinks implements ReminderLinks {

    /** Until the reminder after the next one. */
    static final Duration VALID = Duration.ofDays(14);

    private final Supplier<String> rootUrl;
    private final UnaryOperator<byte[]> signature;
    private final Clock clock;

    /**
     * Prepares them.
     *
     * @param rootUrl where Jenkins is, with a slash at the end; null while that is not known: there are no links then
     * @param signature makes a signature of bytes
     * @param clock tells when they were made
     */
    public AnswerLinks(Supplier<String> rootUrl, UnaryOperator<byte[]> signature, Clock clock) {
        this.rootUrl = rootUrl;
        this.signature = signature;
        this.clock = clock;
    }

    @Override
    public List<Link> of(String host, IsoWeek week) {
        String root = rootUrl.get();
        if (root == null) {
            return List.of();
        }
        return List.of(
                link(root, "Say that this is done", AnswerLink.Kind.DONE, host, week),
                link(root, "Put it off", AnswerLink.Kind.SNOOZE, host, week));
    }

    private Link link(String root, String label, AnswerLink.Kind kind, String host, IsoWeek week) {
        Instant expires = clock.instant().plus(VALID).truncatedTo(ChronoUnit.SECONDS);
        String token = new AnswerLink(kind, host, week.toString(), expires).token(signature);
        return new Link(label, URI.create(root + AnswerAction.URL + "/link/" + token + "/"));
    }
}
