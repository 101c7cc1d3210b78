package io.jenkins.plugins.dockereventwatch.settings.availability;

import hudson.Extension;
import hudson.model.Describable;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.availability.HostSettings;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.settings.channel.AlertingDescriptor;
import io.jenkins.plugins.dockereventwatch.settings.channel.AlertingSetting;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Alerts about unreachable Docker hosts. */
public final class HostAvailabilitySetting extends AlertingSetting implements Describable<HostAvailabilitySetting> {

    private String unreachableFor = DurationText.of(HostSettings.UNREACHABLE_FOR);

    /** Creates alerts to all channels. */
    @DataBoundConstructor
    public HostAvailabilitySetting() {}

    /** Creates the setting that corresponds to the settings of the engine. */
    public static HostAvailabilitySetting of(HostSettings hosts) {
        HostAvailabilitySetting setting = new HostAvailabilitySetting();
        setting.unreachableFor = DurationText.of(hosts.unreachableFor());
        setting.setChannels(String.join(", ", hosts.notifiers()));
        return setting;
    }

    /** Returns how long a host may be unreachable, for example {@code 2m}. */
    public String getUnreachableFor() {
        return unreachableFor;
    }

    @DataBoundSetter
    public void setUnreachableFor(String unreachableFor) {
        this.unreachableFor = FormText.trimmed(unreachableFor);
    }

    /**
     * Converts the setting for the engine, with the given notifiers.
     *
     * @throws IllegalArgumentException if the duration is invalid
     */
    public HostSettings toHosts(List<String> notifiers) {
        return new HostSettings(DurationText.parse(unreachableFor), notifiers);
    }

    @Extension
    @Symbol("monitoredHosts")
    public static final class DescriptorImpl extends AlertingDescriptor<HostAvailabilitySetting> {

        @Override
        public String getDisplayName() {
            return Messages.HostAvailabilitySetting_DisplayName();
        }

        @POST
        public FormValidation doCheckUnreachableFor(@QueryParameter String value) {
            return checkDuration(value);
        }
    }
}
