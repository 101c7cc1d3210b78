package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.util.List;
import java.util.Optional;

/** A notification channel. */
public abstract class ChannelSetting implements Describable<ChannelSetting>, ExtensionPoint {

    public final String name;

    protected ChannelSetting(String name) {
        this.name = FormText.trimmed(name);
    }

    public boolean isMail() {
        return true;
    }

    /** Returns the addresses that receive all alerts of this channel; empty if it does not send to addresses. */
    public abstract List<String> ownRecipients();

    /** Returns the template for rules without a template; empty for the built-in template. */
    public String ownTemplate() {
        return "";
    }

    /**
     * Creates the notifier of the engine.
     *
     * @param notifierName the name of the notifier, unique within the channel
     * @param recipients the addresses, if the channel sends to addresses
     * @param template the template text; empty for the built-in template
     * @param credentials resolves credentials and the mail settings of Jenkins
     */
    public abstract Notifier toNotifier(
            String notifierName, List<String> recipients, Optional<Template> template, CredentialResolver credentials);
}
