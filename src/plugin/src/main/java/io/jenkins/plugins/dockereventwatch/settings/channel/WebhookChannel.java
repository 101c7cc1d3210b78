package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A post to a chat or whatever else takes JSON or a form. Its address is a secret, as that of a chat is. */
public final class WebhookChannel extends ChannelSetting {

    private final String credentialsId;
    private String formField = "";
    private String template = TemplateText.WEBHOOK;

    /**
     * A channel that posts JSON.
     *
     * @param credentialsId secret text credentials with the address
     */
    @DataBoundConstructor
    public WebhookChannel(String name, String credentialsId) {
        super(name);
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    /** Secret text credentials with the address. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** The field of the form in which the text is posted; empty: it is posted as JSON. */
    public String getFormField() {
        return formField;
    }

    /** Sets the field of the form; empty for JSON. */
    @DataBoundSetter
    public void setFormField(String formField) {
        this.formField = FormText.trimmed(formField);
    }

    /** What is posted. */
    public String getTemplate() {
        return template;
    }

    /** Sets what is posted; empty for what chats take. */
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
            String notifierName, List<String> to, Optional<Template> text, CredentialResolver surroundings) {
        if (credentialsId.isEmpty()) {
            throw new IllegalArgumentException(Messages.WebhookChannel_NoCredentials());
        }
        Secret url = surroundings.secretText(credentialsId);
        if (!isWebAddress(url.reveal())) {
            throw new IllegalArgumentException(Messages.WebhookChannel_NoAddress(credentialsId));
        }
        Encoding encoding = formField.isEmpty() ? new Encoding.Json() : new Encoding.Form(formField);
        return new WebhookNotifier(notifierName, url, encoding, text.orElseThrow());
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** How it is entered. */
    @Extension
    @Symbol("webhook")
    public static final class DescriptorImpl extends ChannelDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.WebhookChannel_DisplayName();
        }

        /** What is posted unless told otherwise. */
        public String getDefaultTemplate() {
            return TemplateText.WEBHOOK;
        }

        /** Checks the credentials as chosen. */
        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return FormChecks.required(value, Messages.WebhookChannel_NoCredentials());
        }

        /** Checks the template as typed. */
        @POST
        public FormValidation doCheckTemplate(@QueryParameter String value) {
            return checkTemplate(value);
        }

        /** Sends a test alert and tells what the server said. */
        @POST
        public FormValidation doSendTestAlert(
                @QueryParameter String name,
                @QueryParameter String credentialsId,
                @QueryParameter String formField,
                @QueryParameter String template) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            WebhookChannel channel = new WebhookChannel(name, credentialsId);
            channel.setFormField(formField);
            channel.setTemplate(template);
            return sendTestAlert(channel, "");
        }
    }
}
