package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AutoCompletionCandidates;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.SettingsSection;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.text.NumberRange;
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
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The settings of host updates and reminders: Manage Jenkins → System, {@code unclassified: dockerHostUpdates:}. */
@Extension
@Symbol("dockerHostUpdates")
public class HostUpdateConfiguration extends SettingsSection {

    private static final NumberRange DAYS = new NumberRange(0, 365);
    private static final NumberRange LIST_DAYS = new NumberRange(1, 365);
    private static final NumberRange WEEKS = new NumberRange(0, 52);
    private static final NumberRange MINUTES = new NumberRange(1, 60);
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

    /** Returns the update policy. */
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
        return DAYS.check(days);
    }

    /** Returns the waiting period of a patch, in days. */
    public int getPatchDays() {
        return patchDays;
    }

    /** Sets the waiting period of a patch, in days. */
    @DataBoundSetter
    public void setPatchDays(int patchDays) {
        this.patchDays = checkedDays(patchDays);
        save();
    }

    /** Returns the waiting period of a minor update, in days. */
    public int getMinorDays() {
        return minorDays;
    }

    /** Sets the waiting period of a minor update, in days. */
    @DataBoundSetter
    public void setMinorDays(int minorDays) {
        this.minorDays = checkedDays(minorDays);
        save();
    }

    /** Returns the waiting period of a major update, in days. */
    public int getMajorDays() {
        return majorDays;
    }

    /** Sets the waiting period of a major update, in days. */
    @DataBoundSetter
    public void setMajorDays(int majorDays) {
        this.majorDays = checkedDays(majorDays);
        save();
    }

    /** Returns the waiting period of a kernel of another series, in days. */
    public int getKernelDays() {
        return kernelDays;
    }

    /** Sets the waiting period of a kernel of another series, in days. */
    @DataBoundSetter
    public void setKernelDays(int kernelDays) {
        this.kernelDays = checkedDays(kernelDays);
        save();
    }

    /** Returns the waiting period of an upgrade to another release of the distribution, in days. */
    public int getReleaseDays() {
        return releaseDays;
    }

    /** Sets the waiting period of an upgrade to another release of the distribution, in days. */
    @DataBoundSetter
    public void setReleaseDays(int releaseDays) {
        this.releaseDays = checkedDays(releaseDays);
        save();
    }

    /** Returns the minimum severity that makes a security update a hotfix. */
    public String getHotfixFrom() {
        return hotfixFrom;
    }

    /** Sets the minimum severity that makes a security update a hotfix. */
    @DataBoundSetter
    public void setHotfixFrom(String hotfixFrom) {
        this.hotfixFrom = FormText.constant(Severity.GRADES, hotfixFrom).toString();
        save();
    }

    /** Returns the packages whose update class is not determined by their versions. */
    public List<UpdateClassSetting> getClasses() {
        return List.copyOf(classes);
    }

    /** Sets the packages whose update class is not determined by their versions. */
    @DataBoundSetter
    public void setClasses(List<UpdateClassSetting> classes) {
        this.classes = new ArrayList<>(classes);
        save();
    }

    /** Returns the holds. */
    public List<HoldSetting> getHolds() {
        return List.copyOf(holds);
    }

    /** Sets the holds. */
    @DataBoundSetter
    public void setHolds(List<HoldSetting> holds) {
        this.holds = new ArrayList<>(holds);
        save();
    }

    /** Returns the maximum age of package lists, in days. */
    public int getListsDays() {
        return listsDays;
    }

    /** Sets the maximum age of package lists, in days. */
    @DataBoundSetter
    public void setListsDays(int listsDays) {
        this.listsDays = LIST_DAYS.check(listsDays);
        save();
    }

    /**
     * Returns the schedule of the reminders.
     *
     * @param instance identifies this Jenkins; {@code H} in the schedule depends on it
     * @throws IllegalArgumentException if the schedule is not valid; the message states the reason
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

    /** Returns the label expression of the nodes whose hosts are read; empty for none. */
    public String getLabel() {
        return label;
    }

    /** Sets the label expression of the nodes whose hosts are read. */
    @DataBoundSetter
    public void setLabel(String label) {
        this.label = NodeSelector.checked(FormText.trimmed(label));
        save();
    }

    /** Returns the hosts that are not Jenkins nodes. */
    public List<SshHostSetting> getSshHosts() {
        return List.copyOf(sshHosts);
    }

    /** Sets the hosts that are not Jenkins nodes. */
    @DataBoundSetter
    public void setSshHosts(List<SshHostSetting> sshHosts) {
        this.sshHosts = new ArrayList<>(sshHosts);
        save();
    }

    /** Returns the cron expression of the reminders. */
    public String getSchedule() {
        return schedule;
    }

    /** Sets the cron expression of the reminders. */
    @DataBoundSetter
    public void setSchedule(String schedule) {
        String text = FormText.trimmed(schedule);
        CronSchedule.parse(
                text.isEmpty() ? CronSchedule.WEEKLY : text, ZoneOffset.UTC, "", Holidays.NONE, Instant.now());
        this.schedule = text.isEmpty() ? CronSchedule.WEEKLY : text;
        save();
    }

    /** Returns the time zone of the schedule; empty for the controller's. */
    public String getZone() {
        return zone;
    }

    /** Sets the time zone of the schedule. */
    @DataBoundSetter
    public void setZone(String zone) {
        String text = FormText.trimmed(zone);
        if (!text.isEmpty()) {
            CronSchedule.zone(text);
        }
        this.zone = text;
        save();
    }

    /** Returns the days without reminders. */
    public List<String> getHolidays() {
        return List.copyOf(holidays);
    }

    /** Sets the days without reminders. */
    @DataBoundSetter
    public void setHolidays(List<String> holidays) {
        this.holidays = FormText.entries(holidays, day -> Holidays.parse(List.of(day)));
        save();
    }

    /** Returns whether a reminder that was due while Jenkins was down is sent later. */
    public boolean isCatchUp() {
        return catchUp;
    }

    /** Sets whether a reminder that was due while Jenkins was down is sent later. */
    @DataBoundSetter
    public void setCatchUp(boolean catchUp) {
        this.catchUp = catchUp;
        save();
    }

    /** Returns whether one mail covers all hosts. */
    public boolean isDigest() {
        return digest;
    }

    /** Sets whether one mail covers all hosts. */
    @DataBoundSetter
    public void setDigest(boolean digest) {
        this.digest = digest;
        save();
    }

    /** Returns the channels of the watch that send reminders; empty for all mail channels. */
    public String getChannels() {
        return channels;
    }

    /** Sets the channels that send reminders. */
    @DataBoundSetter
    public void setChannels(String channels) {
        this.channels = FormText.trimmed(channels);
        save();
    }

    /** Returns the recipients in addition to those of the channels. */
    public String getRecipients() {
        return recipients;
    }

    /** Sets the recipients in addition to those of the channels. */
    @DataBoundSetter
    public void setRecipients(String recipients) {
        this.recipients = FormText.trimmed(recipients);
        save();
    }

    /** Returns the number of missed weeks after which the reminder is escalated; 0 for never. */
    public int getEscalateAfterWeeks() {
        return escalateAfterWeeks;
    }

    /** Sets the number of missed weeks after which the reminder is escalated. */
    @DataBoundSetter
    public void setEscalateAfterWeeks(int escalateAfterWeeks) {
        this.escalateAfterWeeks = WEEKS.check(escalateAfterWeeks);
        save();
    }

    /** Returns the recipients of escalated reminders. */
    public String getEscalateRecipients() {
        return escalateRecipients;
    }

    /** Sets the recipients of escalated reminders. */
    @DataBoundSetter
    public void setEscalateRecipients(String escalateRecipients) {
        this.escalateRecipients = FormText.trimmed(escalateRecipients);
        save();
    }

    /** Returns the interval at which hosts are read, in minutes. */
    public int getCheckMinutes() {
        return checkMinutes;
    }

    /** Sets the interval at which hosts are read, in minutes. */
    @DataBoundSetter
    public void setCheckMinutes(int checkMinutes) {
        this.checkMinutes = MINUTES.check(checkMinutes);
        save();
    }

    /** Returns the instance. */
    public static HostUpdateConfiguration get() {
        return ExtensionList.lookupSingleton(HostUpdateConfiguration.class);
    }

    /** Creates settings with the initial values. */
    public HostUpdateConfiguration() {
        super("holidays");
    }

    @Override
    protected SettingsSection initial() {
        return new HostUpdateConfiguration();
    }

    @Override
    public String getDisplayName() {
        return Messages.HostUpdateConfiguration_DisplayName();
    }

    /** Returns the selectable severities. */
    public ListBoxModel doFillHotfixFromItems() {
        return FormChecks.items(Severity.GRADES);
    }

    /** Validates the label expression, and lists the nodes that it currently matches. */
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

    /** Validates the schedule, and shows its description, next dates and warnings. */
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

    /** Validates the time zone. */
    @POST
    public FormValidation doCheckZone(@QueryParameter String value) {
        return FormChecks.text(value, text -> {
            if (!text.isEmpty()) {
                CronSchedule.zone(text);
            }
        });
    }

    /** Returns the time zones whose names contain the text. */
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

    /** Validates the days. */
    @POST
    public FormValidation doCheckHolidays(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.lines(value, day -> Holidays.parse(List.of(day)));
    }

    /** Validates the channels. */
    @POST
    public FormValidation doCheckChannels(@QueryParameter String value) {
        return MailRoutes.checkNames(value);
    }

    /** Validates the addresses. */
    @POST
    public FormValidation doCheckRecipients(@QueryParameter String value) {
        return FormChecks.recipients(value);
    }

    /** Validates the addresses; without addresses, reminders are not escalated. */
    @POST
    public FormValidation doCheckEscalateRecipients(
            @QueryParameter String value, @QueryParameter String escalateAfterWeeks) {
        FormValidation checked = FormChecks.recipients(value);
        return FormText.trimmed(value).isEmpty()
                        && FormText.trimmed(escalateAfterWeeks).matches("0*[1-9][0-9]*")
                ? FormValidation.error(Messages.HostUpdateConfiguration_NobodyToTell())
                : checked;
    }

    /** Validates the weeks. */
    @POST
    public FormValidation doCheckEscalateAfterWeeks(@QueryParameter String value) {
        return FormChecks.text(value, WEEKS::parse);
    }

    /** Validates the minutes. */
    @POST
    public FormValidation doCheckCheckMinutes(@QueryParameter String value) {
        return FormChecks.text(value, MINUTES::parse);
    }

    /** Validates the days. */
    @POST
    public FormValidation doCheckPatchDays(@QueryParameter String value) {
        return FormChecks.text(value, DAYS::parse);
    }

    /** Validates the days. */
    @POST
    public FormValidation doCheckMinorDays(@QueryParameter String value) {
        return FormChecks.text(value, DAYS::parse);
    }

    /** Validates the days. */
    @POST
    public FormValidation doCheckMajorDays(@QueryParameter String value) {
        return FormChecks.text(value, DAYS::parse);
    }

    /** Validates the days. */
    @POST
    public FormValidation doCheckKernelDays(@QueryParameter String value) {
        return FormChecks.text(value, DAYS::parse);
    }

    /** Validates the days. */
    @POST
    public FormValidation doCheckReleaseDays(@QueryParameter String value) {
        return FormChecks.text(value, DAYS::parse);
    }

    /** Validates the days. */
    @POST
    public FormValidation doCheckListsDays(@QueryParameter String value) {
        return FormChecks.text(value, LIST_DAYS::parse);
    }
}
