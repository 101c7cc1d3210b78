package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.Computer;
import hudson.model.ManagementLink;
import hudson.model.User;
import hudson.security.Permission;
import hudson.security.PermissionScope;
import hudson.util.HttpResponses;
import io.jenkins.plugins.dockereventwatch.hostupdate.HostUpdateReminders;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.reminder.HostStateRepository;
import io.jenkins.plugins.dockereventwatch.reminder.PendingWeekRepository;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.net.URL;
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
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/** The page "Host updates" under Manage Jenkins, and its JSON under {@code api/json}. */
@Extension(ordinal = -1)
@ExportedBean
public final class HostUpdatesPage extends ManagementLink implements StaplerProxy {

    /** Where it is, below {@code manage/}. */
    public static final String URL = "docker-host-updates";

    /** To say of a host that its updates are done, or to put them off; on the host's node, or for all. */
    public static final Permission CONFIRM = new Permission(
            OverviewPermissions.GROUP,
            "ConfirmUpdates",
            Messages._HostUpdatesPage_ConfirmPermission(),
            Computer.CONFIGURE,
            PermissionScope.COMPUTER);

    private static final int BAD_REQUEST = 400;

    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(OverviewPermissions.VIEW);
        return this;
    }

    @Override
    public String getIconFileName() {
        return "symbol-docker-host-updates plugin-docker-event-watch";
    }

    @Override
    public String getDisplayName() {
        return Messages.HostUpdatesPage_DisplayName();
    }

    @Override
    public String getDescription() {
        return Messages.HostUpdatesPage_Description();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @Override
    public Permission getRequiredPermission() {
        return OverviewPermissions.VIEW;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    /** For {@code api/json}. */
    public Api getApi() {
        return new Api(this);
    }

    private static Optional<ReminderSettings> settings() {
        return HostUpdateReminders.get().plan().settings();
    }

    public static boolean isFollowed(String host) {
        return settings().filter(plan -> plan.hosts().containsKey(host)).isPresent();
    }

    /** What of the settings cannot be used. */
    @Exported
    public List<String> getProblems() {
        return HostUpdateReminders.get().plan().problems();
    }

    /** Whether nothing can be remembered, and so nobody is reminded. */
    public boolean isWithoutState() {
        return HostUpdateReminders.get().store().isEmpty();
    }

    /** When reminders are due, in words; null: there is no host. */
    public String getSchedule() {
        return settings()
                .map(plan -> plan.schedule().words(LocaleProvider.getLocale()))
                .orElse(null);
    }

    /** The day that it is by the clock that the schedule goes by; the controller's where there is no schedule. */
    private static LocalDate today(Optional<ReminderSettings> plan) {
        return LocalDate.ofInstant(
                Instant.now(), plan.map(known -> known.schedule().zone()).orElseGet(ZoneId::systemDefault));
    }

    static SnoozeRange snooze() {
        return new SnoozeRange(today(settings()));
    }

    /** The first day that a host can be put off to. */
    public String getFirstDay() {
        return snooze().first().toString();
    }

    /** The last day that a host can be put off to. */
    public String getLastDay() {
        return snooze().last().toString();
    }

    /** The day that is proposed to put a host off to. */
    public String getProposedDay() {
        return snooze().proposed().toString();
    }

    /** Whether the present user may have hosts read: whoever may confirm the updates of one. */
    public boolean isReadable() {
        return settings().stream()
                .flatMap(plan -> plan.hosts().keySet().stream())
                .anyMatch(HostUpdatesPage::mayConfirm);
    }

    private static boolean mayConfirm(String host) {
        return HostUpdateReminders.get().accessTo(host).hasPermission(CONFIRM);
    }

    /** The hosts, in the order of the settings. */
    @Exported
    public List<HostUpdateView> getHosts() {
        List<HostUpdateView> views = new ArrayList<>();
        Optional<ReminderSettings> plan = settings();
        Optional<Store> store = HostUpdateReminders.get().store();
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
                // Never to be taken for "no hosts".
                throw new IllegalStateException("Failed to read the state of hosts: " + e.getMessage(), e);
            }
        }
        return views;
    }

    /** Has all hosts read soon; nothing is mailed that is not due. */
    @POST
    public HttpResponse doRead() {
        if (!isReadable()) {
            Jenkins.get().checkPermission(CONFIRM);
        }
        HostUpdateReminders.get().readSoon();
        return HttpResponses.redirectToDot();
    }

    /** Takes a host's updates as done. */
    @POST
    public HttpResponse doDone(@QueryParameter String host) throws StoreException {
        HostUpdateReminders.get().accessTo(host).checkPermission(CONFIRM);
        if (isFollowed(host)) {
            User user = User.current();
            states().done(host, user == null ? Messages.AnswerPage_Someone() : user.getId(), Instant.now());
        }
        return HttpResponses.redirectToDot();
    }

    /** Sends no weekly reminder of a host before a day. */
    @POST
    public HttpResponse doSnooze(@QueryParameter String host, @QueryParameter String until) throws StoreException {
        HostUpdateReminders.get().accessTo(host).checkPermission(CONFIRM);
        LocalDate day;
        try {
            day = snooze().day(until);
        } catch (IllegalArgumentException e) {
            return HttpResponses.errorWithoutStack(BAD_REQUEST, e.getMessage());
        }
        if (isFollowed(host)) {
            states().snooze(host, day);
        }
        return HttpResponses.redirectToDot();
    }

    private static HostStateRepository states() {
        return new HostStateRepository(HostUpdateReminders.get().store().orElseThrow());
    }
}
