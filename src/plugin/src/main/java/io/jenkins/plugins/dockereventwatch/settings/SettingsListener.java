package io.jenkins.plugins.dockereventwatch.settings;

import hudson.ExtensionList;
import hudson.ExtensionPoint;

/** Who works by the settings. */
public interface SettingsListener extends ExtensionPoint {

    /** The settings, or what they refer to, may have changed; must return at once. */
    void settingsChanged();

    /** Notifies all listeners. */
    static void notifyAllListeners() {
        ExtensionList.lookup(SettingsListener.class).forEach(SettingsListener::settingsChanged);
    }
}
