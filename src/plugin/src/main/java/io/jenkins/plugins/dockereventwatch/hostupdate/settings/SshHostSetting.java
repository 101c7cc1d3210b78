package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.settings.credentials.LiveSurroundings;
import io.jenkins.plugins.dockereventwatch.settings.host.SshLogin;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceText;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.probe.HostOutputReader;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A host that is not a Jenkins node and is read over ssh from the controller. */
public final class SshHostSetting implements Describable<SshHostSetting> {

    private static final int LONGEST_NAME = 200;

    private final String name;
    private final String address;
    private String credentialsId = "";

    /**
     * Creates a setting without credentials.
     *
     * @param name the name of the host in reminders
     * @param address {@code [user@]host[:port]}
     * @throws IllegalArgumentException if a value is invalid
     */
    @DataBoundConstructor
    public SshHostSetting(String name, String address) {
        this.name = checkedName(name);
        this.address = FormText.required("address", address);
        SshAddress.parse(this.address);
    }

    private static String checkedName(String text) {
        String name = FormText.required("name", text);
        if (name.equals("*") || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(Messages.SshHostSetting_NoName(LONGEST_NAME));
        }
        return name;
    }

    /** Returns the name of the host in reminders. */
    public String getName() {
        return name;
    }

    /** Returns the address, {@code [user@]host[:port]}. */
    public String getAddress() {
        return address;
    }

    /** Returns the ID of the SSH credentials; empty for the default keys of the controller's user. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Sets the SSH credentials. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    HostProbe probe(LiveSurroundings surroundings) {
        return SshLogin.probe(SshAddress.parse(address), credentialsId, surroundings);
    }

    /** Descriptor of the setting. */
    @Extension
    @Symbol("hostUpdateSshHost")
    public static final class DescriptorImpl extends Descriptor<SshHostSetting> {

        @Override
        public String getDisplayName() {
            return Messages.SshHostSetting_DisplayName();
        }

        /** Validates the name. */
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormChecks.text(value, SshHostSetting::checkedName);
        }

        /** Validates the address. */
        @POST
        public FormValidation doCheckAddress(@QueryParameter String value) {
            return FormChecks.text(value, SshAddress::parse);
        }

        /** Reads the host and reports its advice. */
        @POST
        public FormValidation doReadIt(@QueryParameter String address, @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try (LiveSurroundings surroundings = new LiveSurroundings()) {
                SshHostSetting host = new SshHostSetting("host", address);
                host.setCredentialsId(credentialsId);
                LocalDate today = LocalDate.now();
                HostReading reading = new HostOutputReader(Optional.empty(), Optional.empty(), Instant.now())
                        .read(host.probe(surroundings).collect());
                HostAdvice advice =
                        HostAdvice.of(reading, HostUpdateConfiguration.get().policy(), today, update -> today);
                return FormValidation.ok(Messages.SshHostSetting_Reads(
                        reading.host(),
                        reading.os().name(),
                        new AdviceText(advice, ZoneId.systemDefault()).decision()));
            } catch (IllegalArgumentException | UnreadableHostException e) {
                return FormValidation.error(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return FormValidation.error(Messages.SshHostSetting_Interrupted());
            }
        }

        /** Returns the selectable SSH credentials. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return SshLogin.choice(credentialsId);
        }
    }
}
