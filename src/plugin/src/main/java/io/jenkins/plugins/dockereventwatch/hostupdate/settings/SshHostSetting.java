package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialsChoice;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.probe.HostOutputReader;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.ProcessProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A host that is not a Jenkins node and is read over ssh from the controller. Without credentials, the default keys of
 * the controller's user are used.
 */
public final class SshHostSetting implements Describable<SshHostSetting> {

    public final String name;
    public final String address;
    private String credentialsId = "";

    /**
     * @param address {@code [user@]host[:port]}
     * @throws IllegalArgumentException if a value is invalid
     */
    @DataBoundConstructor
    public SshHostSetting(String name, String address) {
        this.name = ReminderSettings.checkHostName(FormText.trimmed(name));
        this.address = FormText.required("address", address);
        SshAddress.parse(this.address);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    HostProbe probe(JenkinsCredentialResolver credentials) {
        SshAddress target = SshAddress.parse(address);
        if (credentialsId.isEmpty()) {
            return ProcessProbe.ssh(target);
        }
        CredentialResolver.SshIdentity identity = credentials.sshIdentity(credentialsId);
        Optional<String> user =
                target.user().or(() -> Optional.of(identity.user()).filter(name -> !name.isEmpty()));
        return ProcessProbe.ssh(new SshAddress(user, target.host(), target.port()), identity.key());
    }

    @Extension
    @Symbol("hostUpdateSshHost")
    public static final class DescriptorImpl extends Descriptor<SshHostSetting> {

        @Override
        public String getDisplayName() {
            return Messages.SshHostSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormChecks.text(value, ReminderSettings::checkHostName);
        }

        @POST
        public FormValidation doCheckAddress(@QueryParameter String value) {
            return FormChecks.text(value, SshAddress::parse);
        }

        /** Reads the host and reports its advice. */
        @POST
        public FormValidation doCheckHost(@QueryParameter String address, @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try (JenkinsCredentialResolver credentials = new JenkinsCredentialResolver()) {
                SshHostSetting host = new SshHostSetting("host", address);
                host.setCredentialsId(credentialsId);
                LocalDate today = LocalDate.now();
                HostReading reading = new HostOutputReader(Optional.empty(), Optional.empty(), Instant.now())
                        .read(host.probe(credentials).collect());
                HostAdvice advice = HostAdvice.of(
                        reading, HostUpdateConfiguration.get().getPolicy().toPolicy(), today, update -> today);
                return FormValidation.ok(Messages.SshHostSetting_Result(
                        reading.host(), reading.distribution().os().name(), advice.decision()));
            } catch (IllegalArgumentException | UnreadableHostException e) {
                return FormValidation.error(FormText.message(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return FormValidation.error(Messages.SshHostSetting_Interrupted());
            }
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return CredentialsChoice.sshKeys(credentialsId);
        }
    }
}
