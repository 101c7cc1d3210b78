package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Provides the channels that are saved in the configuration, against which forms check names. */
public interface SavedChannels extends ExtensionPoint {

    /** The channels, in the order of the configuration. */
    List<ChannelSetting> getChannels();

    /** The channels of the configuration. */
    static List<ChannelSetting> all() {
        return ExtensionList.lookup(SavedChannels.class).stream()
                .flatMap(saved -> saved.getChannels().stream())
                .toList();
    }

    /** The names of the channels of the configuration. */
    static Set<String> names() {
        return all().stream().map(ChannelSetting::getName).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
