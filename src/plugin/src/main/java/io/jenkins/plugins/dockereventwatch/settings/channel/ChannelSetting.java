package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.util.List;
import java.util.Optional;

/** A way by which alerts reach people. */
public abstract class ChannelSetting implements Describable<ChannelSetting>, ExtensionPoint {

    private final String name;

    /**
     * A channel.
     *
     * @param name as rules call it
     */
    protected ChannelSetting(String name) {
        this.name = FormText.trimmed(name);
    }

    /** As rules call it. */
    public final String getName() {
        return name;
    }

    /** Whether what goes this way goes to mail addresses. */
    public abstract boolean isMail();

    /** Addresses that get every alert of this channel; none where it does not go to any. */
    public abstract List<String> ownRecipients();

    /** The template for alerts of rules that have none; empty: the built-in one. */
    public abstract String ownTemplate();

    /**
     * For the engine.
     *
     * @param notifierName names it among others of this channel
     * @param recipients where it goes to addresses
     * @param template its text; empty: the built-in one
     * @param surroundings credentials and mail settings of Jenkins
     */
    public abstract Notifier toNotifier(
            String notifierName, List<String> recipients, Optional<Template> template, CredentialResolver surroundings);
}
