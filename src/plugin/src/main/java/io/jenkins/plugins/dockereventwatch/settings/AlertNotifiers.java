package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.Recipients;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.settings.channel.AlertingSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.SavedChannels;
import io.jenkins.plugins.dockereventwatch.settings.channel.TemplateText;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The notifiers: for alerts, one for each channel, recipients and template. Not thread-safe. */
final class AlertNotifiers {

    private final Map<String, ChannelSetting> channels;
    private final CredentialResolver credentials;
    private final Map<String, Template> earlier;
    private final Consumer<String> channelProblems;
    private final Map<Variant, String> names = new HashMap<>();
    private final Map<String, Notifier> notifiers = new LinkedHashMap<>();
    private final Map<String, ActiveHours> hours = new HashMap<>();
    private final Set<String> responsible = new HashSet<>();
    private final Map<String, Template> templates = new HashMap<>();

    /** The properties that distinguish the notifiers of one channel. */
    private record Variant(ChannelSetting channel, List<String> recipients, String template, boolean responsible) {}

    /**
     * Creates notifiers for the given channels.
     *
     * @param channels the channels by name
     * @param earlier compiled templates: a template has no equality, so an unchanged one must stay the same object
     * @param channelProblems receives the problems of channels that are used nevertheless
     */
    AlertNotifiers(
            Map<String, ChannelSetting> channels,
            CredentialResolver credentials,
            Map<String, Template> earlier,
            Consumer<String> channelProblems) {
        this.channels = channels;
        this.credentials = credentials;
        this.earlier = earlier;
        this.channelProblems = channelProblems;
    }

    /** Adds a notifier that does not send alerts. */
    void add(String name, Notifier notifier) {
        notifiers.put(name, notifier);
    }

    /**
     * Returns the names of the notifiers that send the alerts of a setting. Unusable channels are left out.
     *
     * @param title the title of the setting, for the names of its notifiers
     * @param problems receives why channels are left out
     * @throws IllegalArgumentException if all channels are left out
     */
    List<String> of(AlertingSetting setting, String title, Consumer<String> problems) {
        List<String> recipients = Recipients.parse(setting.getRecipients());
        Set<String> to = new LinkedHashSet<>();
        for (String channel : setting.channelNames().isEmpty() ? channels.keySet() : setting.channelNames()) {
            try {
                to.add(notifier(channel, setting, recipients, title));
            } catch (IllegalArgumentException e) {
                problems.accept(SavedChannels.ignored(channel, FormText.message(e)));
            }
        }
        if (to.isEmpty()) {
            throw new IllegalArgumentException(Messages.WatchConfigurationFactory_NoUsableChannel());
        }
        return List.copyOf(to);
    }

    private String notifier(String channelName, AlertingSetting setting, List<String> others, String title) {
        Variant variant = variant(channelName, setting, others);
        String known = names.get(variant);
        if (known != null) {
            return known;
        }
        String name = variant.channel.name;
        for (int i = 0; notifiers.containsKey(name); i++) {
            name = variant.channel.name + ": " + title + (i == 0 ? "" : " " + (i + 1));
        }
        Optional<Template> template =
                variant.template.isEmpty() ? Optional.empty() : Optional.of(compiled(variant.template));
        notifiers.put(name, variant.channel.toNotifier(name, variant.recipients, template, credentials));
        names.put(variant, name);
        if (variant.responsible) {
            responsible.add(name);
        }
        try {
            Optional<String> otherwise =
                    otherwise(variant.channel).map(other -> notifier(other, setting, others, title));
            String added = name;
            variant.channel.toActiveHours(otherwise).ifPresent(active -> hours.put(added, active));
        } catch (IllegalArgumentException e) {
            channelProblems.accept(
                    Messages.WatchConfigurationFactory_ActiveHours(variant.channel.name, FormText.message(e)));
        }
        return name;
    }

    private Variant variant(String channelName, AlertingSetting setting, List<String> others) {
        ChannelSetting channel = channels.get(channelName);
        if (channel == null) {
            throw new IllegalArgumentException(SavedChannels.unknown(channelName, channels.keySet()));
        }
        if (!channel.isMail()) {
            return new Variant(channel, List.of(), channel.ownTemplate(), false);
        }
        Set<String> recipients = new LinkedHashSet<>(channel.ownRecipients());
        recipients.addAll(others);
        if (recipients.isEmpty() && !setting.isResponsiblePeople()) {
            throw new IllegalArgumentException(Messages.WatchConfigurationFactory_NoRecipient());
        }
        String template = setting.getTemplate().isEmpty() ? channel.ownTemplate() : setting.getTemplate();
        return new Variant(channel, List.copyOf(recipients), template, setting.isResponsiblePeople());
    }

    /**
     * Returns the channel that sends the alerts outside of the active hours of a channel; empty for none.
     *
     * @throws IllegalArgumentException if channels pass alerts on to each other
     */
    private Optional<String> otherwise(ChannelSetting channel) {
        if (channel.getActiveHours().isEmpty() || channel.getOtherwise().isEmpty()) {
            return Optional.empty();
        }
        Set<String> passed = new LinkedHashSet<>();
        for (ChannelSetting next = channel; next != null; next = channels.get(next.getOtherwise())) {
            if (!passed.add(next.name)) {
                throw new IllegalArgumentException(
                        Messages.WatchConfigurationFactory_OtherwiseAgain(String.join(", ", passed)));
            }
        }
        return Optional.of(channel.getOtherwise());
    }

    private Template compiled(String text) {
        Template template = earlier.get(text);
        if (template == null) {
            template = templates.containsKey(text) ? templates.get(text) : TemplateText.compile(text);
        }
        templates.put(text, template);
        return template;
    }

    /** Returns all notifiers by name. */
    Map<String, Notifier> all() {
        return notifiers;
    }

    /** Returns the active hours by notifier. */
    Map<String, ActiveHours> hours() {
        return hours;
    }

    /** Returns the names of the notifiers that also alert the people responsible for the build. */
    Set<String> responsible() {
        return responsible;
    }

    /** Returns the compiled templates that are used. */
    Map<String, Template> templates() {
        return templates;
    }
}
