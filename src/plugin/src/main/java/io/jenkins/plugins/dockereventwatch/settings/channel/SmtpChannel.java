package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Sends mail through a separate server, independent of the mail settings of Jenkins. */
public final class SmtpChannel extends ChannelSetting {

    /** {@code smtp://user@host:port?from=ADDRESS&to=ADDRESS}, without the password. */
    public final String url;

    private String credentialsId = "";

    /**
     * Creates a channel without a password.
     *
     * @throws IllegalArgumentException if the URL contains one, which would be stored in plain text
     */
    @DataBoundConstructor
    public SmtpChannel(String name, String url) {
        super(name);
        this.url = FormText.trimmed(url);
        MailUrl.rejectPassword(this.url);
    }

    /** Returns the ID of the secret text credentials with the password; empty for none. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    @Override
    public List<String> ownRecipients() {
        return MailUrl.parseWithoutPassword(url, Optional.empty()).to();
    }

    @Override
    public Notifier toNotifier(
            String notifierName, List<String> to, Optional<Template> template, CredentialResolver credentials) {
        Optional<Secret> password =
                credentialsId.isEmpty() ? Optional.empty() : Optional.of(credentials.secretText(credentialsId));
        MailUrl mail = MailUrl.parseWithoutPassword(url, password);
        return new MailNotifier(notifierName, mail.server(), mail.from(), to, rateLimit(), template);
    }

    @Extension
    @Symbol("smtp")
    public static final class DescriptorImpl extends ChannelDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SmtpChannel_DisplayName();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FormChecks.text(value, text -> MailUrl.parseWithoutPassword(text, Optional.empty()));
        }

        @POST
        public FormValidation doSendTestAlert(
                @QueryParameter String name,
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter String testRecipient) {
            return sendTestAlert(
                    () -> {
                        SmtpChannel channel = new SmtpChannel(name, url);
                        channel.setCredentialsId(credentialsId);
                        return channel;
                    },
                    testRecipient);
        }
    }
}
