package io.jenkins.plugins.dockereventwatch.settings;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.List;
import java.util.Map;

/** Who works by the settings. */
public interface SettingsListener extends ExtensionPoint {

    /** The settings, or what they refer to, may have changed; must return at once. */
    void settingsChanged();

    /** The last events seen, latest first, by the names of their hosts. */
    Map<String, List<DockerEvent>> latestEvents();
}
