package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** When and whom a mail tells that there is a watch. */
public final class HeartbeatSetting implements Describable<HeartbeatSetting> {

    private boolean enabled = true;
    private String schedule = CronSchedule.WEEKLY;
    private String channels = "";
    private String recipients = "";

    /** Each week, to the addresses that mail channels have of their own. */
    @DataBoundConstructor
    public HeartbeatSetting() {
        // All of it has defaults.
    }

    /**
     * The setting of an imported heartbeat, in the time zone of this Jenkins.
     *
     * @param settings empty: the heartbeat is off
     */
    public static HeartbeatSetting of(Optional<HeartbeatSettings> settings) {
        HeartbeatSetting setting = new HeartbeatSetting();
        setting.setEnabled(settings.isPresent());
        settings.ifPresent(heartbeat -> {
            setting.setSchedule(heartbeat.schedule().text());
            setting.setChannels(String.join(", ", heartbeat.notifiers()));
        });
        return setting;
    }

    /** Whether it is sent. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Sets whether it is sent. */
    @DataBoundSetter
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** When, as a cron. */
    public String getSchedule() {
        return schedule;
    }

    /** Sets when; empty: weekly. */
    @DataBoundSetter
    public void setSchedule(String schedule) {
        String text = FormText.trimmed(schedule);
        this.schedule = text.isEmpty() ? CronSchedule.WEEKLY : text;
    }

    /** Names of mail channels, with commas between them; empty: all there are. */
    public String getChannels() {
        return channels;
    }

    /** Sets the channels. */
    @DataBoundSetter
    public void setChannels(String channels) {
        this.channels = String.join(", ", FormText.names(channels));
    }

    /** Addresses that get it, beside the channels' own. */
    public String getRecipients() {
        return recipients;
    }

    /** Sets the addresses that get it. */
    @DataBoundSetter
    public void setRecipients(String recipients) {
        this.recipients = FormText.trimmed(recipients);
    }

    /** Whether somebody chose who gets it; else it may be nobody. */
    public boolean namesSomebody() {
        return !channels.isEmpty() || !recipients.isEmpty();
    }

    public CronSchedule toSchedule() {
        return parse(schedule);
    }

    private static CronSchedule parse(String text) {
        return CronSchedule.parse(text, ZoneId.systemDefault(), "heartbeat", Holidays.NONE, Instant.now());
    }

    /** How it is entered. */
    @Extension
    @Symbol("dockerEventHeartbeat")
    public static final class DescriptorImpl extends Descriptor<HeartbeatSetting> {

        @Override
        public String getDisplayName() {
            return Messages.HeartbeatSetting_DisplayName();
        }

        /** Says the schedule in words, as it is typed. */
        @POST
        public FormValidation doCheckSchedule(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String text = FormText.trimmed(value);
            try {
                CronSchedule read = parse(text.isEmpty() ? CronSchedule.WEEKLY : text);
                return FormValidation.ok(read.words(LocaleProvider.getLocale()));
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        /** Checks the addresses as typed. */
        @POST
        public FormValidation doCheckRecipients(@QueryParameter String value) {
            return MailRoutes.checkRecipients(value);
        }

        /** Checks the channels' names as typed, against those that are saved. */
        @POST
        public FormValidation doCheckChannels(@QueryParameter String value) {
            return MailRoutes.checkNames(value);
        }
    }
}
