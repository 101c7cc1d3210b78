package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import hudson.model.User;
import hudson.util.HttpResponses;
import io.jenkins.plugins.dockereventwatch.hostupdate.HostUpdateReminders;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLink;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLinks;
import io.jenkins.plugins.dockereventwatch.reminder.LinkedAnswerRepository;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/**
 * A link in a reminder, followed: asks to confirm. What is not ours is said to everybody; anything else only to those who
 * may confirm the host's updates.
 */
public final class AnswerPage implements StaplerProxy {

    private static final Logger LOG = Logger.getLogger(AnswerPage.class.getName());

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;

    private final Optional<AnswerLink> link;
    private final HostUpdateReminders reminders = HostUpdateReminders.get();

    /** What stands in the way; null: nothing. */
    private String problem;

    private int status = OK;

    AnswerPage(Optional<AnswerLink> link) {
        this.link = link;
    }

    @Override
    public Object getTarget() {
        if (link.isEmpty()) {
            stop(FORBIDDEN, Messages.AnswerPage_NotOurs());
            return this;
        }
        reminders.accessTo(getHost()).checkPermission(HostUpdatesPage.CONFIRM);
        if (link.get().expires().isBefore(Instant.now())) {
            stop(GONE, Messages.AnswerPage_Expired());
        } else if (reminders.store().isEmpty()) {
            stop(UNAVAILABLE, Messages.AnswerPage_NoState());
        } else if (!HostUpdatesPage.isFollowed(getHost())) {
            stop(GONE, Messages.AnswerPage_HostGone(getHost()));
        } else {
            checkUnused(reminders.store().get());
        }
        return this;
    }

    private void checkUnused(Store store) {
        try {
            if (new LinkedAnswerRepository(store).isUsed(use().id())) {
                stop(GONE, Messages.AnswerPage_Used());
            }
        } catch (StoreException e) {
            stop(e);
        }
    }

    private LinkedAnswerRepository.Use use() {
        return link.orElseThrow().use(AnswerLinks.SIGNATURE);
    }

    private void stop(int code, String why) {
        status = code;
        problem = why;
    }

    private void stop(StoreException e) {
        LOG.log(Level.WARNING, e, () -> "Failed to save the answer to a reminder");
        stop(UNAVAILABLE, Messages.AnswerPage_NoState());
    }

    /** The answer's HTTP status. */
    public int getStatus() {
        return status;
    }

    /** What stands in the way; null: nothing. */
    public String getProblem() {
        return problem;
    }

    /** The host it is about; only where it is ours. */
    public String getHost() {
        return link.orElseThrow().host();
    }

    /** The week of the reminder. */
    public String getWeek() {
        return link.orElseThrow().week();
    }

    /** Whether it puts the reminder off, and does not say that it is done. */
    public boolean isSnooze() {
        return link.orElseThrow().kind() == AnswerLink.Kind.SNOOZE;
    }

    /** The day that is proposed to put it off to. */
    public String getProposedDay() {
        return HostUpdatesPage.snooze().proposed().toString();
    }

    /** The first day that it can be put off to. */
    public String getFirstDay() {
        return HostUpdatesPage.snooze().first().toString();
    }

    /** The last day that it can be put off to. */
    public String getLastDay() {
        return HostUpdatesPage.snooze().last().toString();
    }

    /** Gives the answer. */
    @POST
    public HttpResponse doConfirm(@QueryParameter String until) {
        // Looked at again: nothing of this depends on what was shown before.
        getTarget();
        if (problem == null) {
            try {
                confirm(new LinkedAnswerRepository(reminders.store().orElseThrow()), until);
            } catch (StoreException e) {
                stop(e);
            } catch (IllegalArgumentException e) {
                stop(BAD_REQUEST, e.getMessage());
            }
        }
        return problem == null
                ? HttpResponses.redirectViaContextPath("/" + AnswerLinks.URL + "/thanks")
                : HttpResponses.forwardToView(this, "index");
    }

    private void confirm(LinkedAnswerRepository answers, String until) throws StoreException {
        User user = User.current();
        String by = user == null ? Messages.AnswerPage_Someone() : user.getId();
        Instant now = Instant.now();
        LocalDate day = isSnooze() ? HostUpdatesPage.snooze().day(until) : LocalDate.MIN;
        boolean first = isSnooze() ? answers.snooze(use(), day, now) : answers.done(use(), by, now);
        if (!first) {
            stop(GONE, Messages.AnswerPage_Used());
        }
    }
}
