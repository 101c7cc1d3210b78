package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.notify.BoundedHttpClient;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
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

/** Posts alerts to a chat or another webhook, as JSON or as a form. The URL is a secret, as usual for chats. */
public final class WebhookChannel extends ChannelSetting {

    /** The ID of the secret text credentials with the URL. */
    public final String credentialsId;

    private String formField = "";
    private String template = TemplateText.WEBHOOK;

    /** Creates a channel that posts JSON. */
    @DataBoundConstructor
    public WebhookChannel(String name, String credentialsId) {
        super(name);
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    /** Returns the form field in which the text is posted; empty to post JSON. */
    public String getFormField() {
        return formField;
    }

    /** Sets the form field; empty to post JSON. */
    @DataBoundSetter
    public void setFormField(String formField) {
        this.formField = FormText.trimmed(formField);
    }

    public String getTemplate() {
        return template;
    }

    /** Sets the template of the payload; empty for the default, which chats accept. */
    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = FormText.trimmed(template).isEmpty() ? TemplateText.WEBHOOK : FormText.withLineFeeds(template);
    }

    @Override
    public boolean isMail() {
        return false;
    }

    @Override
    public List<String> ownRecipients() {
        return List.of();
    }

    @Override
    public String ownTemplate() {
        return template;
    }

    @Override
    public Notifier toNotifier(
            String notifierName, List<String> to, Optional<Template> text, CredentialResolver credentials) {
        if (credentialsId.isEmpty()) {
            throw new IllegalArgumentException(Messages.WebhookChannel_NoCredentials());
        }
        Secret url = credentials.secretText(credentialsId);
        if (!BoundedHttpClient.accepts(url.reveal())) {
            throw new IllegalArgumentException(Messages.WebhookChannel_NoAddress(credentialsId));
        }
        Encoding encoding = formField.isEmpty() ? new Encoding.Json() : new Encoding.Form(formField);
        return new WebhookNotifier(notifierName, url, encoding, rateLimit(), text.orElseThrow());
    }

    @Extension
    @Symbol("webhook")
    public static final class DescriptorImpl extends ChannelDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.WebhookChannel_DisplayName();
        }

        public String getDefaultTemplate() {
            return TemplateText.WEBHOOK;
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return FormChecks.required(value, Messages.WebhookChannel_NoCredentials());
        }

        @POST
        public FormValidation doCheckTemplate(@QueryParameter String value, @QueryParameter String formField) {
            return checkTemplate(value, FormText.trimmed(formField).isEmpty());
        }

        @POST
        public FormValidation doSendTestAlert(
                @QueryParameter String name,
                @QueryParameter String credentialsId,
                @QueryParameter String formField,
                @QueryParameter String template) {
            WebhookChannel channel = new WebhookChannel(name, credentialsId);
            channel.setFormField(formField);
            channel.setTemplate(template);
            return sendTestAlert(() -> channel, "");
        }
    }
}
