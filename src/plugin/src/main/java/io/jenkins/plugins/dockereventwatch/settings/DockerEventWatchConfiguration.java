package io.jenkins.plugins.dockereventwatch.settings;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.SettingsSection;
import io.jenkins.plugins.dockereventwatch.settings.availability.HostAvailabilitySetting;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.JenkinsMailChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.SavedChannels;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.importer.ConfigYmlImport;
import io.jenkins.plugins.dockereventwatch.settings.importer.SystemCredentials;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.rule.NotificationPolicySetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.SilenceSetting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The settings of the watch: Manage Jenkins → System, {@code unclassified: dockerEventWatch:}. */
@Extension(ordinal = -1)
@Symbol("dockerEventWatch")
public final class DockerEventWatchConfiguration extends SettingsSection implements SavedChannels {

    private List<DockerHostSetting> hosts = new ArrayList<>();
    private List<ChannelSetting> channels = new ArrayList<>(List.of(new JenkinsMailChannel("mail")));
    private List<RuleSetting> rules = new ArrayList<>();
    private NotificationPolicySetting notificationPolicy = new NotificationPolicySetting();
    private List<ServiceSetting> services = new ArrayList<>();

    /** Null if the availability of the hosts is not monitored. */
    private HostAvailabilitySetting hostAvailability;

    private List<SilenceSetting> silences = new ArrayList<>();
    private HeartbeatSetting heartbeat = new HeartbeatSetting();
    private StateSetting state = new StateSetting();

    public static DockerEventWatchConfiguration get() {
        return ExtensionList.lookupSingleton(DockerEventWatchConfiguration.class);
    }

    @Override
    protected SettingsSection initial() {
        return new DockerEventWatchConfiguration();
    }

    @Override
    protected void bind(StaplerRequest2 request, JSONObject form) throws IOException, FormException {
        channels.clear();
        super.bind(request, form);
        addImported(form.optString("configYml"));
    }

    @Override
    public String getDisplayName() {
        return Messages.DockerEventWatchConfiguration_DisplayName();
    }

    public List<DockerHostSetting> getHosts() {
        return List.copyOf(hosts);
    }

    @DataBoundSetter
    public void setHosts(List<DockerHostSetting> hosts) {
        this.hosts = new ArrayList<>(hosts);
        save();
    }

    @Override
    public List<ChannelSetting> getChannels() {
        return List.copyOf(channels);
    }

    @DataBoundSetter
    public void setChannels(List<ChannelSetting> channels) {
        this.channels = new ArrayList<>(channels);
        save();
    }

    public List<RuleSetting> getRules() {
        return List.copyOf(rules);
    }

    @DataBoundSetter
    public void setRules(List<RuleSetting> rules) {
        this.rules = new ArrayList<>(rules);
        save();
    }

    /** Returns the default notification policy, used by rules without their own. */
    public NotificationPolicySetting getNotificationPolicy() {
        return notificationPolicy;
    }

    /** Sets the default notification policy; null for the initial one. */
    @DataBoundSetter
    public void setNotificationPolicy(NotificationPolicySetting notificationPolicy) {
        this.notificationPolicy = notificationPolicy == null ? new NotificationPolicySetting() : notificationPolicy;
        save();
    }

    public List<ServiceSetting> getServices() {
        return List.copyOf(services);
    }

    @DataBoundSetter
    public void setServices(List<ServiceSetting> services) {
        this.services = new ArrayList<>(services);
        save();
    }

    /** Returns how the availability of the Docker hosts is monitored; null if it is not. */
    public HostAvailabilitySetting getHostAvailability() {
        return hostAvailability;
    }

    @DataBoundSetter
    public void setHostAvailability(HostAvailabilitySetting hostAvailability) {
        this.hostAvailability = hostAvailability;
        save();
    }

    public List<SilenceSetting> getSilences() {
        return List.copyOf(silences);
    }

    @DataBoundSetter
    public void setSilences(List<SilenceSetting> silences) {
        this.silences = new ArrayList<>(silences);
        save();
    }

    public HeartbeatSetting getHeartbeat() {
        return heartbeat;
    }

    /** Sets the settings of the heartbeat; null for the initial ones. */
    @DataBoundSetter
    public void setHeartbeat(HeartbeatSetting heartbeat) {
        this.heartbeat = heartbeat == null ? new HeartbeatSetting() : heartbeat;
        save();
    }

    public StateSetting getState() {
        return state;
    }

    /** Sets where the state is stored; null for a folder in the Jenkins home. */
    @DataBoundSetter
    public void setState(StateSetting state) {
        this.state = state == null ? new StateSetting() : state;
        save();
    }

    private void addImported(String configYml) throws IOException, FormException {
        if (configYml.isBlank()) {
            return;
        }
        ConfigYmlImport imported;
        try {
            imported = ConfigYmlImport.of(configYml);
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), "configYml");
        }
        SystemCredentials secrets = new SystemCredentials();
        channels.addAll(imported.channels(secrets));
        rules.addAll(imported.rules());
        imported.notificationPolicy().ifPresent(taken -> notificationPolicy = taken);
        imported.heartbeat().ifPresent(taken -> heartbeat = taken);
        services.addAll(imported.services());
        imported.hostAvailability().ifPresent(taken -> hostAvailability = taken);
        silences.addAll(imported.silences());
        secrets.save();
        // The form section of the image policy has already been applied: the ordinal of this section is lower.
        imported.imagePolicy().ifPresent(ImagePolicyConfiguration.get()::take);
    }

    /** Validates a config.yml, and reports what would be imported and each line that cannot be imported. */
    @POST
    public FormValidation doCheckConfigYml(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (FormText.trimmed(value).isEmpty()) {
            return FormValidation.ok();
        }
        try {
            ConfigYmlImport imported = ConfigYmlImport.of(value);
            String summary = Messages.ConfigYmlImport_Summary(
                    imported.channels((notifier, secret) -> "").size(),
                    imported.rules().size(),
                    imported.incompleteRules());
            if (!imported.alsoTaken().isEmpty()) {
                summary += "\n" + Messages.ConfigYmlImport_Also(imported.alsoTaken());
            }
            return imported.leftOut().isEmpty()
                    ? FormValidation.ok(summary)
                    : FormValidation.warning(summary + "\n" + String.join("\n", imported.leftOut()));
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
