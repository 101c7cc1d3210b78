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

    static Set<String> names() {
        return all().stream().map(channel -> channel.name).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
