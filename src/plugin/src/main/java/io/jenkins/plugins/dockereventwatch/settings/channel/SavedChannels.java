package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Provides the saved channels, for the validation of names in forms. */
public interface SavedChannels extends ExtensionPoint {

    /** Returns the channels in the order of the configuration. */
    List<ChannelSetting> getChannels();

    static List<ChannelSetting> all() {
        return ExtensionList.lookup(SavedChannels.class).stream()
                .flatMap(saved -> saved.getChannels().stream())
                .toList();
    }

    /** Returns the message that no channel has a name. */
    static String unknown(String name, Set<String> known) {
        return Messages.SavedChannels_Unknown(name, String.join(", ", known));
    }

    /** Returns the message that a channel is not used. */
    static String ignored(String name, String reason) {
        return Messages.SavedChannels_Ignored(name, reason);
    }

    static Set<String> names() {
        return all().stream().map(channel -> channel.name).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
