package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.User;
import hudson.security.Permission;
import hudson.security.PermissionScope;
import hudson.util.HttpResponses;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.hostupdate.HostUpdates;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.overview.StatusPage;
import io.jenkins.plugins.dockereventwatch.reminder.HostStateRepository;
import io.jenkins.plugins.dockereventwatch.reminder.PendingWeekRepository;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/** The page "Host updates" under Manage Jenkins, and its JSON under {@code api/json}. */
@Extension(ordinal = -1)
@ExportedBean
public final class HostUpdatesPage extends StatusPage {

    /** The path below {@code manage/}. */
    public static final String URL = "docker-host-updates";

    /** Permission to confirm or postpone the updates of a host, on its node or for all hosts. */
    public static final Permission CONFIRM = new Permission(
            OverviewPermissions.GROUP,
            "ConfirmUpdates",
            Messages._HostUpdatesPage_ConfirmPermission(),
            Computer.CONFIGURE,
            PermissionScope.COMPUTER);

    public HostUpdatesPage() {
        super(URL);
    }

    @Override
    public String getDisplayName() {
        return Messages.HostUpdatesPage_DisplayName();
    }

    @Override
    public String getDescription() {
        return Messages.HostUpdatesPage_Description();
    }

    private static Optional<ReminderSettings> settings() {
        return HostUpdates.plan().settings();
    }

    public static boolean isFollowed(String host) {
        return settings().filter(plan -> plan.hosts().containsKey(host)).isPresent();
    }

    /** Returns the settings that cannot be used, with reasons. */
    @Exported
    public List<String> getProblems() {
        return HostUpdates.plan().problems();
    }

    /** Returns whether no state can be stored, in which case no reminders are sent. */
    public boolean isWithoutState() {
        return HostUpdates.store().isEmpty();
    }

    /** Returns the schedule of the reminders as text, or null if no hosts are configured. */
    public String getSchedule() {
        return settings()
                .map(plan -> plan.schedule().words(LocaleProvider.getLocale()))
                .orElse(null);
    }

    /** Returns the date in the time zone of the schedule, or of the controller if there is no schedule. */
    private static LocalDate today(Optional<ReminderSettings> plan) {
        return LocalDate.ofInstant(
                Instant.now(), plan.map(known -> known.schedule().zone()).orElseGet(ZoneId::systemDefault));
    }

    static SnoozeRange snoozeRange() {
        return new SnoozeRange(today(settings()));
    }

    public SnoozeRange getSnoozeRange() {
        return snoozeRange();
    }

    /**
     * Returns whether the current user may start reading: this requires permission to confirm the updates of any host.
     */
    public boolean isReadable() {
        return settings().stream()
                .flatMap(plan -> plan.hosts().keySet().stream())
                .anyMatch(HostUpdatesPage::mayConfirm);
    }

    private static boolean mayConfirm(String host) {
        return HostUpdates.accessTo(host).hasPermission(CONFIRM);
    }

    /** Returns the hosts in the order of the settings. */
    @Exported
    public List<HostUpdateView> getHosts() {
        List<HostUpdateView> views = new ArrayList<>();
        Optional<ReminderSettings> plan = settings();
        Optional<Store> store = HostUpdates.store();
        if (plan.isPresent() && store.isPresent()) {
            LocalDate today = today(plan);
            HostStateRepository states = new HostStateRepository(store.get());
            try {
                for (String host : plan.get().hosts().keySet()) {
                    views.add(new HostUpdateView(
                            host,
                            states.find(host),
                            states.advice(host),
                            PendingWeekRepository.of(store.get(), host),
                            today,
                            mayConfirm(host)));
                }
            } catch (StoreException e) {
                // An error must not look like an empty list of hosts.
                throw new IllegalStateException("Failed to read the state of hosts: " + e.getMessage(), e);
            }
        }
        return views;
    }

    /** Schedules reading of all hosts. Sends no reminder that is not due. */
    @POST
    public HttpResponse doRead() {
        if (!isReadable()) {
            Jenkins.get().checkPermission(CONFIRM);
        }
        HostUpdates.readSoon();
        return HttpResponses.redirectToDot();
    }

    /** Confirms that the updates of a host are installed. */
    @POST
    public HttpResponse doDone(@QueryParameter String host) throws StoreException {
        HostUpdates.accessTo(host).checkPermission(CONFIRM);
        if (isFollowed(host)) {
            states().done(host, currentUser(), Instant.now());
        }
        return HttpResponses.redirectToDot();
    }

    /** Suppresses the weekly reminder of a host until a day. */
    @POST
    public HttpResponse doSnooze(@QueryParameter String host, @QueryParameter String until) throws StoreException {
        HostUpdates.accessTo(host).checkPermission(CONFIRM);
        LocalDate day;
        try {
            day = snoozeRange().day(until);
        } catch (IllegalArgumentException e) {
            return HttpResponses.errorWithoutStack(HttpURLConnection.HTTP_BAD_REQUEST, FormText.message(e));
        }
        if (isFollowed(host)) {
            states().snooze(host, day);
        }
        return HttpResponses.redirectToDot();
    }

    /** Returns the ID of the current user, or a general term for an anonymous one. */
    static String currentUser() {
        User user = User.current();
        return user == null ? Messages.AnswerPage_Someone() : user.getId();
    }

    private static HostStateRepository states() {
        return new HostStateRepository(HostUpdates.store().orElseThrow());
    }
}
