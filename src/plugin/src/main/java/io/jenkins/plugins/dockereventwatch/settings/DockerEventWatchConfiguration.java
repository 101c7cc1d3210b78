package io.jenkins.plugins.dockereventwatch.settings;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.SettingsFile;
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
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** All settings of the watch: Manage Jenkins → System, {@code unclassified: dockerEventWatch:}. */
@Extension
@Symbol("dockerEventWatch")
public final class DockerEventWatchConfiguration extends GlobalConfiguration
        implements PersistentDescriptor, SavedChannels {

    private List<DockerHostSetting> hosts = new ArrayList<>();
    private List<ChannelSetting> channels = new ArrayList<>(List.of(new JenkinsMailChannel("mail")));
    private List<RuleSetting> rules = new ArrayList<>();
    private NotificationPolicySetting handling = new NotificationPolicySetting();
    private List<SilenceSetting> silences = new ArrayList<>();
    private HeartbeatSetting heartbeat = new HeartbeatSetting();
    private StateSetting state = new StateSetting();

    /** The one there is. */
    public static DockerEventWatchConfiguration get() {
        return ExtensionList.lookupSingleton(DockerEventWatchConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.DockerEventWatchConfiguration_DisplayName();
    }

    /** The Docker hosts to follow, in the order entered. */
    public List<DockerHostSetting> getHosts() {
        return List.copyOf(hosts);
    }

    /** Replaces the Docker hosts. */
    @DataBoundSetter
    public void setHosts(List<DockerHostSetting> hosts) {
        this.hosts = new ArrayList<>(hosts);
        save();
    }

    @Override
    /** The ways by which alerts reach people, in the order entered. */
    public List<ChannelSetting> getChannels() {
        return List.copyOf(channels);
    }

    /** Replaces the channels. */
    @DataBoundSetter
    public void setChannels(List<ChannelSetting> channels) {
        this.channels = new ArrayList<>(channels);
        save();
    }

    /** Which events alert whom, in the order entered. */
    public List<RuleSetting> getRules() {
        return List.copyOf(rules);
    }

    /** Replaces the rules. */
    @DataBoundSetter
    public void setRules(List<RuleSetting> rules) {
        this.rules = new ArrayList<>(rules);
        save();
    }

    /** How alerts go out where a rule does not say. */
    public NotificationPolicySetting getHandling() {
        return handling;
    }

    /** Sets how alerts go out where a rule does not say; null: as at the first start. */
    @DataBoundSetter
    public void setHandling(NotificationPolicySetting handling) {
        this.handling = handling == null ? new NotificationPolicySetting() : handling;
        save();
    }

    /** Times at which some alerts are recorded and not sent, in the order entered. */
    public List<SilenceSetting> getSilences() {
        return List.copyOf(silences);
    }

    /** Replaces the silences. */
    @DataBoundSetter
    public void setSilences(List<SilenceSetting> silences) {
        this.silences = new ArrayList<>(silences);
        save();
    }

    /** When and whom a mail tells that there is a watch. */
    public HeartbeatSetting getHeartbeat() {
        return heartbeat;
    }

    /** Replaces when and whom a mail tells that there is a watch; null: as at the first start. */
    @DataBoundSetter
    public void setHeartbeat(HeartbeatSetting heartbeat) {
        this.heartbeat = heartbeat == null ? new HeartbeatSetting() : heartbeat;
        save();
    }

    /** Where what must not get lost is kept. */
    public StateSetting getState() {
        return state;
    }

    /** Replaces where what must not get lost is kept; null: in a folder of Jenkins. */
    @DataBoundSetter
    public void setState(StateSetting state) {
        this.state = state == null ? new StateSetting() : state;
        save();
    }

    /** Takes the form: all of it or nothing, written once. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        DockerEventWatchConfiguration entered = new DockerEventWatchConfiguration();
        // Lists that were emptied are not sent.
        entered.channels.clear();
        BulkChange unwritten = new BulkChange(entered);
        try {
            request.bindJSON(entered, form);
            entered.addImported(form.optString("configYml"));
        } catch (IOException | RuntimeException e) {
            throw new FormException(Messages.DockerEventWatchConfiguration_NotSaved(e.getMessage()), e, null);
        } finally {
            unwritten.abort();
        }
        copy(entered);
        save();
        return true;
    }

    private void copy(DockerEventWatchConfiguration other) {
        hosts = other.hosts;
        channels = other.channels;
        rules = other.rules;
        handling = other.handling;
        silences = other.silences;
        heartbeat = other.heartbeat;
        state = other.state;
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
        imported.handling().ifPresent(taken -> handling = taken);
        imported.heartbeat().ifPresent(taken -> heartbeat = taken);
        silences.addAll(imported.silences());
        secrets.save();
        // Jenkins has taken the image policy's own part of the form by now: it sorts by the names of classes.
        imported.imagePolicy().ifPresent(ImagePolicyConfiguration.get()::take);
    }

    /** Tells, as a config.yml is pasted, what of it can be taken over, and every line that cannot. */
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

    /** Writes the settings, and has them take effect. */
    @Override
    public void save() {
        super.save();
        if (!BulkChange.contains(this)) {
            SettingsListener.notifyAllListeners();
        }
    }

    /** Reads the settings, and has them take effect where the watch runs. */
    @Override
    public synchronized void load() {
        SettingsFile.read(getConfigFile(), new DockerEventWatchConfiguration()).ifPresent(this::copy);
        // At the start the watch comes later, and is not to be brought to life by this.
        if (Jenkins.get().getInitLevel() == InitMilestone.COMPLETED) {
            SettingsListener.notifyAllListeners();
        }
    }
}
