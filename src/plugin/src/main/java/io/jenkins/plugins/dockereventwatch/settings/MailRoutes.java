package io.jenkins.plugins.dockereventwatch.settings;

import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.alert.MailNotifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import jenkins.model.Jenkins;

/** The channels that are mail, for mails that are no alerts. */
public final class MailRoutes {

    private final Map<String, ChannelSetting> channels = new LinkedHashMap<>();
    private final Surroundings surroundings;

    /**
     * Of this Jenkins.
     *
     * @param channels all channels, of any kind
     */
    public MailRoutes(List<ChannelSetting> channels, LiveSurroundings surroundings) {
        this(channels, (Surroundings) surroundings);
    }

    MailRoutes(List<ChannelSetting> channels, Surroundings surroundings) {
        channels.stream()
                .filter(ChannelSetting::isMail)
                .forEach(channel -> this.channels.putIfAbsent(channel.getName(), channel));
        this.surroundings = surroundings;
    }

    /**
     * Notifiers that tell the channels' own addresses, and others; each address once. A channel that cannot be used is
     * left out.
     *
     * @param names the channels to go by, with commas between them; blank: all that are mail
     * @param recipients those others; blank: none
     * @param problems told of what is left out, and that nobody is told at all
     */
    public List<MailNotifier> to(String names, String recipients, Consumer<String> problems) {
        return to(names, recipients, "", problems);
    }

    /**
     * The same.
     *
     * @param purpose stands after the channel's name in the notifier's
     */
    List<MailNotifier> to(String names, String recipients, String purpose, Consumer<String> problems) {
        return notifiers(names, purpose, problems, new Told(recipients, true));
    }

    /**
     * The same, without the channels' own addresses.
     *
     * @param purpose stands after the channel's name in the notifier's
     */
    public List<MailNotifier> onlyTo(String names, String recipients, String purpose, Consumer<String> problems) {
        return notifiers(names, purpose, problems, new Told(recipients, false));
    }

    /** Who is left to be told. */
    private static final class Told {

        private final String recipients;
        private final boolean withOwn;
        private final Set<String> already = new HashSet<>();

        private Told(String recipients, boolean withOwn) {
            this.recipients = recipients;
            this.withOwn = withOwn;
        }

        private List<String> by(ChannelSetting channel) throws UnusableSettingException {
            Set<String> all = new LinkedHashSet<>(withOwn ? channel.ownRecipients() : List.of());
            all.addAll(Recipients.parse(recipients));
            all.removeAll(already);
            return List.copyOf(all);
        }
    }

    private List<MailNotifier> notifiers(String names, String purpose, Consumer<String> problems, Told told) {
        List<MailNotifier> notifiers = new ArrayList<>();
        try {
            for (ChannelSetting channel : chosen(names)) {
                try {
                    List<String> recipients = told.by(channel);
                    if (!recipients.isEmpty()
                            && channel.toNotifier(
                                            channel.getName() + purpose, recipients, Optional.empty(), surroundings)
                                    instanceof MailNotifier mail) {
                        notifiers.add(mail);
                        told.already.addAll(recipients);
                    }
                } catch (UnusableSettingException e) {
                    problems.accept(Messages.MailRoutes_Channel(channel.getName(), e.getMessage()));
                }
            }
            if (notifiers.isEmpty()) {
                problems.accept(Messages.MailRoutes_NoRecipient());
            }
        } catch (UnusableSettingException e) {
            problems.accept(e.getMessage());
        }
        return notifiers;
    }

    private List<ChannelSetting> chosen(String names) throws UnusableSettingException {
        if (names.isBlank()) {
            return List.copyOf(channels.values());
        }
        List<ChannelSetting> chosen = new ArrayList<>();
        for (String name : RuleSetting.namesIn(names)) {
            if (!channels.containsKey(name)) {
                throw new UnusableSettingException(Messages.MailRoutes_NoChannel(name, known()));
            }
            chosen.add(channels.get(name));
        }
        return chosen;
    }

    private String known() {
        return String.join(", ", channels.keySet());
    }

    /** Checks addresses as an administrator types them. */
    public static FormValidation checkRecipients(String value) {
        return ChannelDescriptor.checkRecipients(value);
    }

    /** Checks channels' names as an administrator types them. */
    public static FormValidation checkNames(String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try (LiveSurroundings surroundings = new LiveSurroundings()) {
            new MailRoutes(DockerEventWatchConfiguration.get().getChannels(), surroundings).chosen(Text.trimmed(value));
            return FormValidation.ok();
        } catch (UnusableSettingException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
