package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
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

/** The schedule and recipients of the heartbeat. */
public final class HeartbeatSetting implements Describable<HeartbeatSetting> {

    private boolean enabled = true;
    private String schedule = CronSchedule.WEEKLY;
    private String channels = "";
    private String recipients = "";

    /** Creates a weekly heartbeat to the recipients of the mail channels. */
    @DataBoundConstructor
    public HeartbeatSetting() {}

    /**
     * Creates the setting of an imported heartbeat. Its schedule names the time zone if it is not that of this Jenkins.
     *
     * @param settings empty if the heartbeat is disabled
     */
    public static HeartbeatSetting of(Optional<HeartbeatSettings> settings) {
        HeartbeatSetting setting = new HeartbeatSetting();
        setting.setEnabled(settings.isPresent());
        settings.ifPresent(heartbeat -> {
            String text = heartbeat.schedule().text();
            ZoneId zone = heartbeat.schedule().zone();
            boolean isNamed = text.startsWith("TZ=") || zone.equals(ZoneId.systemDefault());
            setting.setSchedule(isNamed ? text : "TZ=" + zone + "\n" + text);
            setting.setChannels(String.join(", ", heartbeat.notifiers()));
        });
        return setting;
    }

    public boolean isEnabled() {
        return enabled;
    }

    @DataBoundSetter
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getSchedule() {
        return schedule;
    }

    /** Sets the cron expression of the schedule; empty for weekly. */
    @DataBoundSetter
    public void setSchedule(String schedule) {
        String text = FormText.trimmed(schedule);
        this.schedule = text.isEmpty() ? CronSchedule.WEEKLY : text;
    }

    /** Returns the names of mail channels, separated by commas; empty for all mail channels. */
    public String getChannels() {
        return channels;
    }

    @DataBoundSetter
    public void setChannels(String channels) {
        this.channels = String.join(", ", FormText.names(channels));
    }

    /** Returns the recipients in addition to those of the channels. */
    public String getRecipients() {
        return recipients;
    }

    @DataBoundSetter
    public void setRecipients(String recipients) {
        this.recipients = FormText.trimmed(recipients);
    }

    /** Returns whether channels or recipients are configured. Otherwise the heartbeat may have no recipients. */
    public boolean hasRecipients() {
        return !channels.isEmpty() || !recipients.isEmpty();
    }

    public CronSchedule toSchedule() {
        return parse(schedule);
    }

    private static CronSchedule parse(String text) {
        return CronSchedule.parse(text, ZoneId.systemDefault(), "heartbeat", Holidays.NONE, Instant.now());
    }

    @Extension
    @Symbol("dockerEventHeartbeat")
    public static final class DescriptorImpl extends Descriptor<HeartbeatSetting> {

        @Override
        public String getDisplayName() {
            return Messages.HeartbeatSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckSchedule(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String text = FormText.trimmed(value);
            try {
                CronSchedule read = parse(text.isEmpty() ? CronSchedule.WEEKLY : text);
                return FormValidation.ok(read.words(LocaleProvider.getLocale()));
            } catch (IllegalArgumentException e) {
                return FormValidation.error(FormText.message(e));
            }
        }

        @POST
        public FormValidation doCheckRecipients(@QueryParameter String value) {
            return FormChecks.recipients(value);
        }

        @POST
        public FormValidation doCheckChannels(@QueryParameter String value) {
            return MailRoutes.checkNames(value);
        }
    }
}
