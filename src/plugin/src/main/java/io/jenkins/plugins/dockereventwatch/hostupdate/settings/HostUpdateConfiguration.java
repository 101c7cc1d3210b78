package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AutoCompletionCandidates;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.SettingsSection;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The settings of host updates and reminders: Manage Jenkins → System, {@code unclassified: dockerHostUpdates:}. The
 * help of the form describes the properties. An empty text means none, or the default.
 */
@Extension
@Symbol("dockerHostUpdates")
public class HostUpdateConfiguration extends SettingsSection {

    private static final int MAX_ZONES = 20;

    private UpdatePolicySetting policy = new UpdatePolicySetting();
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
                schedule.isEmpty() ? CronSchedule.WEEKLY : schedule,
                FormText.zone(zone),
                "reminders " + instance,
                Holidays.parse(holidays),
                Instant.now());
    }

    public UpdatePolicySetting getPolicy() {
        return policy;
    }

    /** Sets the update policy; null for the initial one. */
    @DataBoundSetter
    public void setPolicy(UpdatePolicySetting policy) {
        this.policy = policy == null ? new UpdatePolicySetting() : policy;
        save();
    }

    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(String label) {
        this.label = NodeSelector.checked(FormText.trimmed(label));
        save();
    }

    public List<SshHostSetting> getSshHosts() {
        return List.copyOf(sshHosts);
    }

    @DataBoundSetter
    public void setSshHosts(List<SshHostSetting> sshHosts) {
        this.sshHosts = new ArrayList<>(sshHosts);
        save();
    }

    public String getSchedule() {
        return schedule;
    }

    @DataBoundSetter
    public void setSchedule(String schedule) {
        String text = FormText.trimmed(schedule);
        schedule(text, "", List.of(), "");
        this.schedule = text.isEmpty() ? CronSchedule.WEEKLY : text;
        save();
    }

    public String getZone() {
        return zone;
    }

    @DataBoundSetter
    public void setZone(String zone) {
        String text = FormText.trimmed(zone);
        FormText.zone(text);
        this.zone = text;
        save();
    }

    public List<String> getHolidays() {
        return List.copyOf(holidays);
    }

    @DataBoundSetter
    public void setHolidays(List<String> holidays) {
        this.holidays = FormText.entries(holidays, day -> Holidays.parse(List.of(day)));
        save();
    }

    public boolean isCatchUp() {
        return catchUp;
    }

    @DataBoundSetter
    public void setCatchUp(boolean catchUp) {
        this.catchUp = catchUp;
        save();
    }

    public boolean isDigest() {
        return digest;
    }

    @DataBoundSetter
    public void setDigest(boolean digest) {
        this.digest = digest;
        save();
    }

    public String getChannels() {
        return channels;
    }

    @DataBoundSetter
    public void setChannels(String channels) {
        this.channels = FormText.trimmed(channels);
        save();
    }

    public String getRecipients() {
        return recipients;
    }

    @DataBoundSetter
    public void setRecipients(String recipients) {
        this.recipients = FormText.trimmed(recipients);
        save();
    }

    public int getEscalateAfterWeeks() {
        return escalateAfterWeeks;
    }

    @DataBoundSetter
    public void setEscalateAfterWeeks(int escalateAfterWeeks) {
        this.escalateAfterWeeks =
                escalateAfterWeeks == 0 ? 0 : ReminderSettings.ESCALATION_WEEKS.check(escalateAfterWeeks);
        save();
    }

    public String getEscalateRecipients() {
        return escalateRecipients;
    }

    @DataBoundSetter
    public void setEscalateRecipients(String escalateRecipients) {
        this.escalateRecipients = FormText.trimmed(escalateRecipients);
        save();
    }

    public int getCheckMinutes() {
        return checkMinutes;
    }

    @DataBoundSetter
    public void setCheckMinutes(int checkMinutes) {
        this.checkMinutes = ReminderSettings.CHECK_MINUTES.check(checkMinutes);
        save();
    }

    public static HostUpdateConfiguration get() {
        return ExtensionList.lookupSingleton(HostUpdateConfiguration.class);
    }

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

    @POST
    public FormValidation doCheckZone(@QueryParameter String value) {
        return FormChecks.text(value, FormText::zone);
    }

    /** Returns the time zones whose names contain the text. */
    public AutoCompletionCandidates doAutoCompleteZone(@QueryParameter String value) {
        AutoCompletionCandidates candidates = new AutoCompletionCandidates();
        String typed = FormText.trimmed(value).toLowerCase(Locale.ROOT);
        ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).contains(typed))
                .sorted()
                .limit(MAX_ZONES)
                .forEach(candidates::add);
        return candidates;
    }

    @POST
    public FormValidation doCheckHolidays(@QueryParameter String value) {
        return FormChecks.lines(value, day -> Holidays.parse(List.of(day)));
    }

    @POST
    public FormValidation doCheckChannels(@QueryParameter String value) {
        return MailRoutes.checkNames(value);
    }

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
                ? FormValidation.error(Messages.HostUpdateConfiguration_NoEscalationRecipients())
                : checked;
    }
}
