package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.Recipients;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Sends mail with the mail settings of Jenkins: its server, login, and the system administrator's address as the
 * sender.
 */
public final class JenkinsMailChannel extends ChannelSetting {

    private String recipients = "";

    /** Creates a channel without recipients. */
    @DataBoundConstructor
    public JenkinsMailChannel(String name) {
        super(name);
    }

    /** Returns the addresses that receive all alerts of this channel. */
    public String getRecipients() {
        return recipients;
    }

    @DataBoundSetter
    public void setRecipients(String recipients) {
        this.recipients = FormText.trimmed(recipients);
    }

    @Override
    public List<String> ownRecipients() {
        return Recipients.parse(recipients);
    }

    @Override
    public Notifier toNotifier(
            String notifierName, List<String> to, Optional<Template> template, CredentialResolver credentials) {
        CredentialResolver.MailSettings mail = credentials.mailSettings();
        return new MailNotifier(notifierName, mail.server(), mail.from(), to, rateLimit(), template);
    }

    @Extension
    @Symbol("jenkinsMail")
    public static final class DescriptorImpl extends ChannelDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.JenkinsMailChannel_DisplayName();
        }

        @POST
        public FormValidation doCheckRecipients(@QueryParameter String value) {
            return FormChecks.recipients(value);
        }

        @POST
        public FormValidation doSendTestAlert(
                @QueryParameter String name, @QueryParameter String recipients, @QueryParameter String testRecipient) {
            JenkinsMailChannel channel = new JenkinsMailChannel(name);
            channel.setRecipients(recipients);
            return sendTestAlert(() -> channel, testRecipient);
        }
    }
}
