package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.model.AutoCompletionCandidates;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.Lines;
import io.jenkins.plugins.dockereventwatch.form.Numbers;
import io.jenkins.plugins.dockereventwatch.form.SettingsFile;
import io.jenkins.plugins.dockereventwatch.form.Submission;
import io.jenkins.plugins.dockereventwatch.form.Words;
import io.jenkins.plugins.dockereventwatch.hostupdate.HostUpdateReminders;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Whose updates are followed, and who is reminded: Manage Jenkins → System, {@code unclassified: dockerHostUpdates:}. */
@Extension
@Symbol("dockerHostUpdates")
public final class HostUpdateConfiguration extends HostUpdateFields implements PersistentDescriptor {

    private static final List<String> TEXT_AREAS = List.of("holidays");
    private static final int MOST_ZONES = 20;

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
            HostUpdateReminders.get().settingsChanged();
        }
    }

    /** Reads the settings, and has them take effect where Jenkins is up. */
    @Override
    public synchronized void load() {
        SettingsFile.read(getConfigFile(), new HostUpdateConfiguration()).ifPresent(this::copy);
        if (Jenkins.get().getInitLevel() == InitMilestone.COMPLETED) {
            HostUpdateReminders.get().settingsChanged();
        }
    }

    /** What a text area shows of a list. */
    public String lines(List<String> entries) {
        return Lines.text(entries);
    }

    /** Severities to choose from. */
    public ListBoxModel doFillHotfixFromItems() {
        return Words.items(Severity.GRADES);
    }

    /** Tells which nodes a label expression stands for now. */
    @POST
    public FormValidation doCheckLabel(@QueryParameter String value) {
        FormValidation checked = Words.validation(value, NodeSelector::checked);
        String expression = Words.trimmed(value);
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
                Words.trimmed(value),
                Words.trimmed(zone),
                Lines.of(holidays),
                Jenkins.get().getLegacyInstanceId());
    }

    /** Checks the time zone as typed. */
    @POST
    public FormValidation doCheckZone(@QueryParameter String value) {
        return Words.validation(value, text -> {
            if (!text.isEmpty()) {
                CronSchedule.zone(text);
            }
        });
    }

    /** Time zones that have in their names what is typed. */
    public AutoCompletionCandidates doAutoCompleteZone(@QueryParameter String value) {
        AutoCompletionCandidates candidates = new AutoCompletionCandidates();
        String typed = Words.trimmed(value).toLowerCase(Locale.ROOT);
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
        return Lines.validation(value, day -> Holidays.parse(List.of(day)));
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
        return Words.trimmed(value).isEmpty()
                        && Words.trimmed(escalateAfterWeeks).matches("0*[1-9][0-9]*")
                ? FormValidation.error(Messages.HostUpdateConfiguration_NobodyToTell())
                : checked;
    }

    /** Checks the weeks as typed. */
    @POST
    public FormValidation doCheckEscalateAfterWeeks(@QueryParameter String value) {
        return Numbers.validation(value, 0, MOST_WEEKS);
    }

    /** Checks the minutes as typed. */
    @POST
    public FormValidation doCheckCheckMinutes(@QueryParameter String value) {
        return Numbers.validation(value, 1, 60);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckPatchDays(@QueryParameter String value) {
        return Numbers.validation(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckMinorDays(@QueryParameter String value) {
        return Numbers.validation(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckMajorDays(@QueryParameter String value) {
        return Numbers.validation(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckKernelDays(@QueryParameter String value) {
        return Numbers.validation(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckReleaseDays(@QueryParameter String value) {
        return Numbers.validation(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckListsDays(@QueryParameter String value) {
        return Numbers.validation(value, 1, MOST_DAYS);
    }
}
