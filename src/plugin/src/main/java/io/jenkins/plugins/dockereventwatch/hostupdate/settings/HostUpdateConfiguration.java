package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.model.AutoCompletionCandidates;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.SettingsFile;
import io.jenkins.plugins.dockereventwatch.form.Submission;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.settings.SettingsListener;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateClass;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Whose updates are followed, and who is reminded: Manage Jenkins → System, {@code unclassified: dockerHostUpdates:}. */
@Extension
@Symbol("dockerHostUpdates")
public class HostUpdateConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    static final int MOST_DAYS = 365;
    static final int MOST_WEEKS = 52;
    private static final List<String> TEXT_AREAS = List.of("holidays");
    private static final int MOST_ZONES = 20;

    private int patchDays = days(UpdateClass.PATCH);
    private int minorDays = days(UpdateClass.MINOR);
    private int majorDays = days(UpdateClass.MAJOR);
    private int kernelDays = days(UpdateClass.KERNEL);
    private int releaseDays = days(UpdateClass.RELEASE);
    private String hotfixFrom = UpdatePolicy.DEFAULT.hotfixFrom().toString();
    private List<UpdateClassSetting> classes = new ArrayList<>();
    private List<HoldSetting> holds = new ArrayList<>();
    private int listsDays = (int) UpdatePolicy.DEFAULT.staleAfter().toDays();
    private String label = "";
    private List<SshHostSetting> sshHosts = new ArrayList<>();
    private String schedule = CronSchedule.WEEKLY;
    private String zone = "";
    private List<String> holidays = new ArrayList<>();
    private boolean catchUp = true;
    private boolean digest;
    private String channels = "";
    private String recipients = "";
    private int escalateAfterWeeks;
    private String escalateRecipients = "";
    private int checkMinutes = (int) ReminderSettings.CHECK_EVERY.toMinutes();

    private static int days(UpdateClass kind) {
        return UpdatePolicy.DEFAULT.waitDays().get(kind);
    }

    /** For the engine. */
    UpdatePolicy policy() {
        Map<NamePattern, UpdateClass> exceptions = new LinkedHashMap<>();
        classes.forEach(setting -> exceptions.putIfAbsent(setting.pattern(), setting.updateClass()));
        return new UpdatePolicy(
                Map.of(
                        UpdateClass.PATCH, patchDays,
                        UpdateClass.MINOR, minorDays,
                        UpdateClass.MAJOR, majorDays,
                        UpdateClass.KERNEL, kernelDays,
                        UpdateClass.RELEASE, releaseDays),
                FormText.constant(Severity.GRADES, hotfixFrom),
                exceptions,
                holds.stream().map(HoldSetting::toHold).toList(),
                Duration.ofDays(listsDays));
    }

    private static int checkedDays(int days) {
        return FormText.number(days, 0, MOST_DAYS);
    }

    /** Days that a patch waits. */
    public int getPatchDays() {
        return patchDays;
    }

    /** Sets the days that a patch waits. */
    @DataBoundSetter
    public void setPatchDays(int patchDays) {
        this.patchDays = checkedDays(patchDays);
        save();
    }

    /** Days that a minor update waits. */
    public int getMinorDays() {
        return minorDays;
    }

    /** Sets the days that a minor update waits. */
    @DataBoundSetter
    public void setMinorDays(int minorDays) {
        this.minorDays = checkedDays(minorDays);
        save();
    }

    /** Days that a major update waits. */
    public int getMajorDays() {
        return majorDays;
    }

    /** Sets the days that a major update waits. */
    @DataBoundSetter
    public void setMajorDays(int majorDays) {
        this.majorDays = checkedDays(majorDays);
        save();
    }

    /** Days that a kernel of another series waits. */
    public int getKernelDays() {
        return kernelDays;
    }

    /** Sets the days that a kernel of another series waits. */
    @DataBoundSetter
    public void setKernelDays(int kernelDays) {
        this.kernelDays = checkedDays(kernelDays);
        save();
    }

    /** Days that an upgrade to another release of the distribution waits. */
    public int getReleaseDays() {
        return releaseDays;
    }

    /** Sets the days that an upgrade to another release waits. */
    @DataBoundSetter
    public void setReleaseDays(int releaseDays) {
        this.releaseDays = checkedDays(releaseDays);
        save();
    }

    /** The least severity of a graded security update that makes it a hotfix. */
    public String getHotfixFrom() {
        return hotfixFrom;
    }

    /** Sets the least severity that makes a hotfix. */
    @DataBoundSetter
    public void setHotfixFrom(String hotfixFrom) {
        this.hotfixFrom = FormText.constant(Severity.GRADES, hotfixFrom).toString();
        save();
    }

    /** Packages that count as of another class than by their version. */
    public List<UpdateClassSetting> getClasses() {
        return List.copyOf(classes);
    }

    /** Sets the packages that count as of another class. */
    @DataBoundSetter
    public void setClasses(List<UpdateClassSetting> classes) {
        this.classes = new ArrayList<>(classes);
        save();
    }

    /** Versions that are known to be bad. */
    public List<HoldSetting> getHolds() {
        return List.copyOf(holds);
    }

    /** Sets the versions that are known to be bad. */
    @DataBoundSetter
    public void setHolds(List<HoldSetting> holds) {
        this.holds = new ArrayList<>(holds);
        save();
    }

    /** How many days old package lists may be. */
    public int getListsDays() {
        return listsDays;
    }

    /** Sets how many days old package lists may be. */
    @DataBoundSetter
    public void setListsDays(int listsDays) {
        this.listsDays = FormText.number(listsDays, 1, MOST_DAYS);
        save();
    }

    /** Takes over what another one has. */
    public void copy(HostUpdateConfiguration other) {
        label = other.label;
        sshHosts = other.sshHosts;
        schedule = other.schedule;
        zone = other.zone;
        holidays = other.holidays;
        catchUp = other.catchUp;
        digest = other.digest;
        channels = other.channels;
        recipients = other.recipients;
        escalateAfterWeeks = other.escalateAfterWeeks;
        escalateRecipients = other.escalateRecipients;
        checkMinutes = other.checkMinutes;
        patchDays = other.patchDays;
        minorDays = other.minorDays;
        majorDays = other.majorDays;
        kernelDays = other.kernelDays;
        releaseDays = other.releaseDays;
        hotfixFrom = other.hotfixFrom;
        classes = other.classes;
        holds = other.holds;
        listsDays = other.listsDays;
    }

    /**
     * When reminders are due.
     *
     * @param instance this Jenkins: another with the same {@code H} has another minute
     * @throws IllegalArgumentException if that cannot be told; the message says why
     */
    CronSchedule when(String instance) {
        return schedule(schedule, zone, holidays, instance);
    }

    static CronSchedule schedule(String schedule, String zone, List<String> holidays, String instance) {
        return CronSchedule.parse(
                schedule.isBlank() ? CronSchedule.WEEKLY : schedule,
                zone.isBlank() ? ZoneId.systemDefault() : CronSchedule.zone(zone.strip()),
                "reminders " + instance,
                Holidays.parse(holidays),
                Instant.now());
    }

    /** The nodes whose hosts are read, as a label expression; empty: none. */
    public String getLabel() {
        return label;
    }

    /** Sets the nodes whose hosts are read. */
    @DataBoundSetter
    public void setLabel(String label) {
        this.label = NodeSelector.checked(FormText.trimmed(label));
        save();
    }

    /** Hosts that are no nodes. */
    public List<SshHostSetting> getSshHosts() {
        return List.copyOf(sshHosts);
    }

    /** Sets the hosts that are no nodes. */
    @DataBoundSetter
    public void setSshHosts(List<SshHostSetting> sshHosts) {
        this.sshHosts = new ArrayList<>(sshHosts);
        save();
    }

    /** When reminders are due, as cron. */
    public String getSchedule() {
        return schedule;
    }

    /** Sets when reminders are due. */
    @DataBoundSetter
    public void setSchedule(String schedule) {
        String text = FormText.trimmed(schedule);
        CronSchedule.parse(
                text.isEmpty() ? CronSchedule.WEEKLY : text, ZoneOffset.UTC, "", Holidays.NONE, Instant.now());
        this.schedule = text.isEmpty() ? CronSchedule.WEEKLY : text;
        save();
    }

    /** Whose clock counts; empty: the controller's. */
    public String getZone() {
        return zone;
    }

    /** Sets whose clock counts. */
    @DataBoundSetter
    public void setZone(String zone) {
        String text = FormText.trimmed(zone);
        if (!text.isEmpty()) {
            CronSchedule.zone(text);
        }
        this.zone = text;
        save();
    }

    /** Days without reminders. */
    public List<String> getHolidays() {
        return List.copyOf(holidays);
    }

    /** Sets the days without reminders. */
    @DataBoundSetter
    public void setHolidays(List<String> holidays) {
        this.holidays = FormText.entries(holidays, day -> Holidays.parse(List.of(day)));
        save();
    }

    /** Whether a reminder that was due while Jenkins was down goes out later. */
    public boolean isCatchUp() {
        return catchUp;
    }

    /** Sets whether a reminder that was due while Jenkins was down goes out later. */
    @DataBoundSetter
    public void setCatchUp(boolean catchUp) {
        this.catchUp = catchUp;
        save();
    }

    /** Whether there is one mail for all hosts. */
    public boolean isDigest() {
        return digest;
    }

    /** Sets whether there is one mail for all hosts. */
    @DataBoundSetter
    public void setDigest(boolean digest) {
        this.digest = digest;
        save();
    }

    /** The watch's channels by which reminders go out; empty: all that are mail. */
    public String getChannels() {
        return channels;
    }

    /** Sets the channels by which reminders go out. */
    @DataBoundSetter
    public void setChannels(String channels) {
        this.channels = FormText.trimmed(channels);
        save();
    }

    /** Who is reminded, besides the channels' own addresses. */
    public String getRecipients() {
        return recipients;
    }

    /** Sets who is reminded. */
    @DataBoundSetter
    public void setRecipients(String recipients) {
        this.recipients = FormText.trimmed(recipients);
        save();
    }

    /** Weeks missed after which others are told too; 0: never. */
    public int getEscalateAfterWeeks() {
        return escalateAfterWeeks;
    }

    /** Sets the weeks missed after which others are told too. */
    @DataBoundSetter
    public void setEscalateAfterWeeks(int escalateAfterWeeks) {
        this.escalateAfterWeeks = FormText.number(escalateAfterWeeks, 0, MOST_WEEKS);
        save();
    }

    /** Who is told then. */
    public String getEscalateRecipients() {
        return escalateRecipients;
    }

    /** Sets who is told then. */
    @DataBoundSetter
    public void setEscalateRecipients(String escalateRecipients) {
        this.escalateRecipients = FormText.trimmed(escalateRecipients);
        save();
    }

    /** How many minutes lie between two readings. */
    public int getCheckMinutes() {
        return checkMinutes;
    }

    /** Sets how many minutes lie between two readings. */
    @DataBoundSetter
    public void setCheckMinutes(int checkMinutes) {
        this.checkMinutes = FormText.number(checkMinutes, 1, 60);
        save();
    }

    /** The one there is. */
    public static HostUpdateConfiguration get() {
        return ExtensionList.lookupSingleton(HostUpdateConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.HostUpdateConfiguration_DisplayName();
    }

    /** Takes the form: all of it or nothing, written once. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        copy(Submission.read(
                request, form, TEXT_AREAS, new HostUpdateConfiguration(), Messages::HostUpdateConfiguration_NotSaved));
        save();
        return true;
    }

    /** Writes the settings, and has them take effect. */
    @Override
    public void save() {
        super.save();
        if (!BulkChange.contains(this)) {
            SettingsListener.notifyAllListeners();
        }
    }

    /** Reads the settings, and has them take effect where Jenkins is up. */
    @Override
    public synchronized void load() {
        SettingsFile.read(getConfigFile(), new HostUpdateConfiguration()).ifPresent(this::copy);
        if (Jenkins.get().getInitLevel() == InitMilestone.COMPLETED) {
            SettingsListener.notifyAllListeners();
        }
    }

    /** What a text area shows of a list. */
    public String lines(List<String> entries) {
        return FormText.joined(entries);
    }

    /** Severities to choose from. */
    public ListBoxModel doFillHotfixFromItems() {
        return FormChecks.items(Severity.GRADES);
    }

    /** Tells which nodes a label expression stands for now. */
    @POST
    public FormValidation doCheckLabel(@QueryParameter String value) {
        FormValidation checked = FormChecks.text(value, NodeSelector::checked);
        String expression = FormText.trimmed(value);
        if (checked.kind != FormValidation.Kind.OK || expression.isEmpty()) {
            return checked;
        }
        List<String> nodes = List.copyOf(NodeSelector.nodes(expression).keySet());
        return nodes.isEmpty()
                ? FormValidation.warning(Messages.HostUpdatePlanner_NoNode(expression))
                : FormValidation.ok(Messages.HostUpdateConfiguration_Nodes(nodes.size(), String.join(", ", nodes)));
    }

    /** Says a schedule in words, with its next dates, and what is odd about it. */
    @POST
    public FormValidation doCheckSchedule(
            @QueryParameter String value, @QueryParameter String zone, @QueryParameter String holidays) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return ScheduleDescription.of(
                FormText.trimmed(value),
                FormText.trimmed(zone),
                FormText.lines(holidays),
                Jenkins.get().getLegacyInstanceId());
    }

    /** Checks the time zone as typed. */
    @POST
    public FormValidation doCheckZone(@QueryParameter String value) {
        return FormChecks.text(value, text -> {
            if (!text.isEmpty()) {
                CronSchedule.zone(text);
            }
        });
    }

    /** Time zones that have in their names what is typed. */
    public AutoCompletionCandidates doAutoCompleteZone(@QueryParameter String value) {
        AutoCompletionCandidates candidates = new AutoCompletionCandidates();
        String typed = FormText.trimmed(value).toLowerCase(Locale.ROOT);
        ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).contains(typed))
                .sorted()
                .limit(MOST_ZONES)
                .forEach(candidates::add);
        return candidates;
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckHolidays(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.lines(value, day -> Holidays.parse(List.of(day)));
    }

    /** Checks the channels as typed. */
    @POST
    public FormValidation doCheckChannels(@QueryParameter String value) {
        return MailRoutes.checkNames(value);
    }

    /** Checks the addresses as typed. */
    @POST
    public FormValidation doCheckRecipients(@QueryParameter String value) {
        return MailRoutes.checkRecipients(value);
    }

    /** Checks the addresses as typed; without any nobody is told. */
    @POST
    public FormValidation doCheckEscalateRecipients(
            @QueryParameter String value, @QueryParameter String escalateAfterWeeks) {
        FormValidation checked = MailRoutes.checkRecipients(value);
        return FormText.trimmed(value).isEmpty()
                        && FormText.trimmed(escalateAfterWeeks).matches("0*[1-9][0-9]*")
                ? FormValidation.error(Messages.HostUpdateConfiguration_NobodyToTell())
                : checked;
    }

    /** Checks the weeks as typed. */
    @POST
    public FormValidation doCheckEscalateAfterWeeks(@QueryParameter String value) {
        return FormChecks.number(value, 0, MOST_WEEKS);
    }

    /** Checks the minutes as typed. */
    @POST
    public FormValidation doCheckCheckMinutes(@QueryParameter String value) {
        return FormChecks.number(value, 1, 60);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckPatchDays(@QueryParameter String value) {
        return FormChecks.number(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckMinorDays(@QueryParameter String value) {
        return FormChecks.number(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckMajorDays(@QueryParameter String value) {
        return FormChecks.number(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckKernelDays(@QueryParameter String value) {
        return FormChecks.number(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckReleaseDays(@QueryParameter String value) {
        return FormChecks.number(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckListsDays(@QueryParameter String value) {
        return FormChecks.number(value, 1, MOST_DAYS);
    }
}
