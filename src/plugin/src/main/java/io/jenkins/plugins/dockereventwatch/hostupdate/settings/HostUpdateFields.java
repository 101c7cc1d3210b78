package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import io.jenkins.plugins.dockereventwatch.form.Lines;
import io.jenkins.plugins.dockereventwatch.form.Numbers;
import io.jenkins.plugins.dockereventwatch.form.Words;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** Which hosts are read, when and whom is reminded, as its administrator enters it; each setter checks, and saves. */
public abstract class HostUpdateFields extends UpdatePolicyFields {

    static final int MOST_WEEKS = 52;

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

    HostUpdateFields() {}

    /** Takes over what another one has. */
    final void copy(HostUpdateFields other) {
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
        copyPolicy(other);
    }

    /**
     * When reminders are due.
     *
     * @param instance this Jenkins: another with the same {@code H} has another minute
     * @throws IllegalArgumentException if that cannot be told; the message says why
     */
    final CronSchedule when(String instance) {
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
    public final String getLabel() {
        return label;
    }

    /** Sets the nodes whose hosts are read. */
    @DataBoundSetter
    public final void setLabel(String label) {
        this.label = NodeSelector.checked(Words.trimmed(label));
        save();
    }

    /** Hosts that are no nodes. */
    public final List<SshHostSetting> getSshHosts() {
        return List.copyOf(sshHosts);
    }

    /** Sets the hosts that are no nodes. */
    @DataBoundSetter
    public final void setSshHosts(List<SshHostSetting> sshHosts) {
        this.sshHosts = new ArrayList<>(sshHosts);
        save();
    }

    /** When reminders are due, as cron. */
    public final String getSchedule() {
        return schedule;
    }

    /** Sets when reminders are due. */
    @DataBoundSetter
    public final void setSchedule(String schedule) {
        String text = Words.trimmed(schedule);
        CronSchedule.parse(
                text.isEmpty() ? CronSchedule.WEEKLY : text, ZoneOffset.UTC, "", Holidays.NONE, Instant.now());
        this.schedule = text.isEmpty() ? CronSchedule.WEEKLY : text;
        save();
    }

    /** Whose clock counts; empty: the controller's. */
    public final String getZone() {
        return zone;
    }

    /** Sets whose clock counts. */
    @DataBoundSetter
    public final void setZone(String zone) {
        String text = Words.trimmed(zone);
        if (!text.isEmpty()) {
            CronSchedule.zone(text);
        }
        this.zone = text;
        save();
    }

    /** Days without reminders. */
    public final List<String> getHolidays() {
        return List.copyOf(holidays);
    }

    /** Sets the days without reminders. */
    @DataBoundSetter
    public final void setHolidays(List<String> holidays) {
        this.holidays = Lines.checked(holidays, day -> Holidays.parse(List.of(day)));
        save();
    }

    /** Whether a reminder that was due while Jenkins was down goes out later. */
    public final boolean isCatchUp() {
        return catchUp;
    }

    /** Sets whether a reminder that was due while Jenkins was down goes out later. */
    @DataBoundSetter
    public final void setCatchUp(boolean catchUp) {
        this.catchUp = catchUp;
        save();
    }

    /** Whether there is one mail for all hosts. */
    public final boolean isDigest() {
        return digest;
    }

    /** Sets whether there is one mail for all hosts. */
    @DataBoundSetter
    public final void setDigest(boolean digest) {
        this.digest = digest;
        save();
    }

    /** The watch's channels by which reminders go out; empty: all that are mail. */
    public final String getChannels() {
        return channels;
    }

    /** Sets the channels by which reminders go out. */
    @DataBoundSetter
    public final void setChannels(String channels) {
        this.channels = Words.trimmed(channels);
        save();
    }

    /** Who is reminded, besides the channels' own addresses. */
    public final String getRecipients() {
        return recipients;
    }

    /** Sets who is reminded. */
    @DataBoundSetter
    public final void setRecipients(String recipients) {
        this.recipients = Words.trimmed(recipients);
        save();
    }

    /** Weeks missed after which others are told too; 0: never. */
    public final int getEscalateAfterWeeks() {
        return escalateAfterWeeks;
    }

    /** Sets the weeks missed after which others are told too. */
    @DataBoundSetter
    public final void setEscalateAfterWeeks(int escalateAfterWeeks) {
        this.escalateAfterWeeks = Numbers.checked(escalateAfterWeeks, 0, MOST_WEEKS);
        save();
    }

    /** Who is told then. */
    public final String getEscalateRecipients() {
        return escalateRecipients;
    }

    /** Sets who is told then. */
    @DataBoundSetter
    public final void setEscalateRecipients(String escalateRecipients) {
        this.escalateRecipients = Words.trimmed(escalateRecipients);
        save();
    }

    /** How many minutes lie between two readings. */
    public final int getCheckMinutes() {
        return checkMinutes;
    }

    /** Sets how many minutes lie between two readings. */
    @DataBoundSetter
    public final void setCheckMinutes(int checkMinutes) {
        this.checkMinutes = Numbers.checked(checkMinutes, 1, 60);
        save();
    }
}
