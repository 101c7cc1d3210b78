package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.Recipients;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mail channels, for mails other than alerts. */
public final class MailRoutes {

    /** Notified of what is left out. */
    @FunctionalInterface
    public interface ProblemListener {

        /** Reports a channel that is left out, or that there are no recipients. */
        void report(String problem);
    }

    private final Map<String, ChannelSetting> channels;
    private final CredentialResolver credentials;

    /** Creates routes; channels that are not e-mail are ignored. */
    public MailRoutes(List<ChannelSetting> channels, CredentialResolver credentials) {
        this.channels = mail(channels);
        this.credentials = credentials;
    }

    private static Map<String, ChannelSetting> mail(List<ChannelSetting> channels) {
        Map<String, ChannelSetting> byName = new LinkedHashMap<>();
        channels.stream().filter(ChannelSetting::isMail).forEach(channel -> byName.putIfAbsent(channel.name, channel));
        return byName;
    }

    /**
     * Creates notifiers for addresses; each address is used once. Invalid channels are left out.
     *
     * @param names the names of the channels, separated by commas; blank for all mail channels
     * @param recipients addresses; blank for none
     * @param withOwn whether the channels' own addresses are used too
     * @param purpose follows the channel name in the name of the notifier
     * @param problems receives what is left out, and whether there are no recipients at all
     */
    public List<MailNotifier> to(
            String names, String recipients, boolean withOwn, String purpose, ProblemListener problems) {
        List<MailNotifier> notifiers = new ArrayList<>();
        try {
            List<ChannelSetting> chosen = chosen(channels, names);
            List<String> others = Recipients.parse(recipients);
            Set<String> used = new HashSet<>();
            for (ChannelSetting channel : chosen) {
                try {
                    Set<String> left = new LinkedHashSet<>(withOwn ? channel.ownRecipients() : List.of());
                    left.addAll(others);
                    left.removeAll(used);
                    if (!left.isEmpty()
                            && channel.toNotifier(
                                            channel.name + purpose, List.copyOf(left), Optional.empty(), credentials)
                                    instanceof MailNotifier mail) {
                        notifiers.add(mail);
                        used.addAll(left);
                    }
                } catch (IllegalArgumentException e) {
                    problems.report(SavedChannels.ignored(channel.name, FormText.message(e)));
                }
            }
            if (notifiers.isEmpty()) {
                problems.report(Messages.MailRoutes_NoRecipient());
            }
        } catch (IllegalArgumentException e) {
            problems.report(FormText.message(e));
        }
        return notifiers;
    }

    private static List<ChannelSetting> chosen(Map<String, ChannelSetting> channels, String names) {
        if (names.isBlank()) {
            return List.copyOf(channels.values());
        }
        List<ChannelSetting> chosen = new ArrayList<>();
        for (String name : FormText.names(names)) {
            if (!channels.containsKey(name)) {
                throw new IllegalArgumentException(
                        Messages.MailRoutes_NoChannel(name, String.join(", ", channels.keySet())));
            }
            chosen.add(channels.get(name));
        }
        return chosen;
    }

    public static FormValidation checkNames(String value) {
        return FormChecks.text(value, names -> chosen(mail(SavedChannels.all()), names));
    }
}
