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
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Mail by a server of its own, apart from the one that Jenkins uses. */
public final class SmtpChannel extends ChannelSetting {

    private final String url;
    private String credentialsId = "";

    /**
     * A channel without a password.
     *
     * @param url {@code smtp://user@host:port?from=ADDRESS&to=ADDRESS}
     */
    @DataBoundConstructor
    public SmtpChannel(String name, String url) {
        super(name);
        this.url = FormText.trimmed(url);
    }

    /** Server, user, sender and recipients, without the password. */
    public String getUrl() {
        return url;
    }

    /** Secret text credentials with the password; empty: none. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Sets the credentials with the password. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    @Override
    public boolean isMail() {
        return true;
    }

    @Override
    public List<String> ownRecipients() {
        return parse(url, Optional.empty()).to();
    }

    @Override
    public String ownTemplate() {
        return "";
    }

    @Override
    public Notifier toNotifier(
            String notifierName, List<String> to, Optional<Template> template, CredentialResolver surroundings) {
        Optional<Secret> password =
                credentialsId.isEmpty() ? Optional.empty() : Optional.of(surroundings.secretText(credentialsId));
        MailUrl mail = parse(url, password);
        return new MailNotifier(notifierName, mail.server(), mail.from(), to, template);
    }

    private static MailUrl parse(String url, Optional<Secret> password) {
        return MailUrl.parseWithoutPassword(url, password);
    }

    /** How it is entered. */
    @Extension
    @Symbol("smtp")
    public static final class DescriptorImpl extends ChannelDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SmtpChannel_DisplayName();
        }

        /** Checks the address as typed. */
        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FormChecks.check(() -> parse(FormText.trimmed(value), Optional.empty()));
        }

        /** Sends a test alert and tells what the server said. */
        @POST
        public FormValidation doSendTestAlert(
                @QueryParameter String name,
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter String testRecipient) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            SmtpChannel channel = new SmtpChannel(name, url);
            channel.setCredentialsId(credentialsId);
            return sendTestAlert(channel, testRecipient);
        }
    }
}
