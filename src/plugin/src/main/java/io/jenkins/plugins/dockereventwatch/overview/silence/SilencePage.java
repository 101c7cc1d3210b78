package io.jenkins.plugins.dockereventwatch.overview.silence;

import hudson.model.User;
import hudson.util.HttpResponses;
import io.jenkins.plugins.dockereventwatch.overview.AlertRecord;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.overview.RecentAlerts;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.verb.POST;

/** The page that lists, adds and ends silences. An instance serves one request of a user who may see the overview. */
public final class SilencePage {

    private static final Logger LOG = Logger.getLogger(SilencePage.class.getName());

    private final Clock clock = Clock.systemUTC();
    private final List<String> problems = new ArrayList<>();
    private int status = HttpURLConnection.HTTP_OK;

    /** Null until requested or submitted. */
    private SilenceForm form;

    private Optional<SilenceRepository> repository() {
        return WatchState.all()
                .flatMap(state -> state.state().stream())
                .findFirst()
                .map(store -> new SilenceRepository(store, clock));
    }

    private void stop(int code, String why) {
        status = code;
        problems.add(why);
    }

    private void stop(StoreException e) {
        LOG.log(Level.WARNING, e, () -> "Failed to read or write silences");
        stop(HttpURLConnection.HTTP_UNAVAILABLE, Messages.SilencePage_NoState());
    }

    public int getStatus() {
        return status;
    }

    public List<String> getProblems() {
        return List.copyOf(problems);
    }

    public boolean isPermitted() {
        return Jenkins.get().hasPermission(OverviewPermissions.SILENCE);
    }

    /** Returns the form: as submitted, or for alerts that are similar to the alert named in the request. */
    public SilenceForm getForm() {
        if (form == null) {
            String alert = Stapler.getCurrentRequest2().getParameter("alert");
            form = alert == null ? SilenceForm.blank() : forAlert(alert);
        }
        return form;
    }

    private SilenceForm forAlert(String key) {
        Optional<AlertRecord> known = RecentAlerts.get().latestFirst().stream()
                .filter(record -> record.key().equals(key))
                .findFirst();
        if (known.isEmpty()) {
            problems.add(Messages.SilencePage_AlertGone());
        }
        return known.map(SilenceForm::of).orElseGet(SilenceForm::blank);
    }

    /** Returns the current and future silences, those added by users first. A read error is added to the problems. */
    public List<SilenceView> getSilences() {
        try {
            return silences();
        } catch (StoreException e) {
            stop(e);
            return List.of();
        }
    }

    /** Returns the current and future silences, those added by users first. */
    public List<SilenceView> silences() throws StoreException {
        Instant now = clock.instant();
        List<SilenceView> views = new ArrayList<>();
        Optional<SilenceRepository> repository = repository();
        if (repository.isPresent()) {
            repository.get().list().stream()
                    .filter(silence -> silence.ends().isAfter(now))
                    .forEach(silence -> views.add(new SilenceView(silence, now)));
        }
        WatchState.all()
                .flatMap(state -> state.recurringSilences().stream())
                .forEach(silence -> views.add(new SilenceView(silence, now)));
        return views;
    }

    /** Adds a silence of the current user. */
    @POST
    public HttpResponse doAdd(
            @QueryParameter String matchers, @QueryParameter String until, @QueryParameter String reason) {
        Jenkins.get().checkPermission(OverviewPermissions.SILENCE);
        form = SilenceForm.typed(matchers, until, reason);
        User user = User.current();
        String author = user == null ? Messages.SilencePage_Someone() : user.getId();
        Optional<Silence> silence = form.toSilence(
                clock.instant(),
                ZoneId.systemDefault(),
                author,
                problem -> stop(HttpURLConnection.HTTP_BAD_REQUEST, problem));
        silence.ifPresent(added -> change(repository -> repository.add(added)));
        return response();
    }

    /** Ends a silence that was added by a user. */
    @POST
    public HttpResponse doEnd(@QueryParameter String id) {
        Jenkins.get().checkPermission(OverviewPermissions.SILENCE);
        change(repository -> {
            if (!repository.end(number(id))) {
                stop(HttpURLConnection.HTTP_NOT_FOUND, Messages.SilencePage_NoSuch(id));
            }
        });
        return response();
    }

    /** Returns the ID, or a value below one, which no silence has, if the text is not a number. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private interface Change {
        void apply(SilenceRepository repository) throws StoreException;
    }

    private void change(Change change) {
        Optional<SilenceRepository> repository = repository();
        if (repository.isEmpty()) {
            stop(HttpURLConnection.HTTP_UNAVAILABLE, Messages.SilencePage_NoState());
            return;
        }
        try {
            change.apply(repository.get());
        } catch (StoreException e) {
            stop(e);
        }
    }

    private HttpResponse response() {
        return problems.isEmpty() ? HttpResponses.redirectToDot() : HttpResponses.forwardToView(this, "index");
    }
}
