package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import hudson.util.HttpResponses;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.hostupdate.HostUpdates;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLink;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLinks;
import io.jenkins.plugins.dockereventwatch.reminder.LinkedAnswerRepository;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/**
 * The confirmation page of a link in a reminder. Everybody sees that a link is invalid; anything else requires
 * permission to confirm the updates of the host.
 */
public final class AnswerPage implements StaplerProxy {

    private static final Logger LOG = Logger.getLogger(AnswerPage.class.getName());

    private final Optional<AnswerLink> link;

    /** Why the answer is not possible, or null if it is. */
    private String problem;

    private int status = HttpURLConnection.HTTP_OK;

    AnswerPage(Optional<AnswerLink> link) {
        this.link = link;
    }

    @Override
    public Object getTarget() {
        if (link.isEmpty()) {
            stop(HttpURLConnection.HTTP_FORBIDDEN, Messages.AnswerPage_NotOurs());
            return this;
        }
        HostUpdates.accessTo(getHost()).checkPermission(HostUpdatesPage.CONFIRM);
        if (link.get().expires().isBefore(Instant.now())) {
            stop(HttpURLConnection.HTTP_GONE, Messages.AnswerPage_Expired());
        } else if (HostUpdates.store().isEmpty()) {
            stop(HttpURLConnection.HTTP_UNAVAILABLE, Messages.AnswerPage_NoState());
        } else if (!HostUpdatesPage.isFollowed(getHost())) {
            stop(HttpURLConnection.HTTP_GONE, Messages.AnswerPage_HostGone(getHost()));
        } else {
            checkUnused(HostUpdates.store().get());
        }
        return this;
    }

    private void checkUnused(Store store) {
        try {
            if (new LinkedAnswerRepository(store).isUsed(use().id())) {
                stop(HttpURLConnection.HTTP_GONE, Messages.AnswerPage_Used());
            }
        } catch (StoreException e) {
            stop(e);
        }
    }

    private LinkedAnswerRepository.Use use() {
        return link.orElseThrow().use(AnswerLinks.SIGNER);
    }

    private void stop(int code, String why) {
        status = code;
        problem = why;
    }

    private void stop(StoreException e) {
        LOG.log(Level.WARNING, e, () -> "Failed to save the answer to a reminder");
        stop(HttpURLConnection.HTTP_UNAVAILABLE, Messages.AnswerPage_NoState());
    }

    public int getStatus() {
        return status;
    }

    /** Returns why the answer is not possible, or null if it is. */
    public String getProblem() {
        return problem;
    }

    /** Returns the host of the link. Must only be called for a valid link. */
    public String getHost() {
        return link.orElseThrow().host();
    }

    public String getWeek() {
        return link.orElseThrow().week();
    }

    /** Returns whether the link postpones the reminder instead of confirming the updates. */
    public boolean isSnooze() {
        return link.orElseThrow().kind() == AnswerLink.Kind.SNOOZE;
    }

    public SnoozeRange getSnoozeRange() {
        return HostUpdatesPage.snoozeRange();
    }

    @POST
    public HttpResponse doConfirm(@QueryParameter String until) {
        // Checks again: the state may have changed since the page was shown.
        getTarget();
        if (problem == null) {
            try {
                confirm(new LinkedAnswerRepository(HostUpdates.store().orElseThrow()), until);
            } catch (StoreException e) {
                stop(e);
            } catch (IllegalArgumentException e) {
                stop(HttpURLConnection.HTTP_BAD_REQUEST, FormText.message(e));
            }
        }
        return problem == null
                ? HttpResponses.redirectViaContextPath("/" + AnswerLinks.URL + "/thanks")
                : HttpResponses.forwardToView(this, "index");
    }

    private void confirm(LinkedAnswerRepository answers, String until) throws StoreException {
        Instant now = Instant.now();
        boolean first = isSnooze()
                ? answers.snooze(use(), HostUpdatesPage.snoozeRange().day(until), now)
                : answers.done(use(), HostUpdatesPage.currentUser(), now);
        if (!first) {
            stop(HttpURLConnection.HTTP_GONE, Messages.AnswerPage_Used());
        }
    }
}
