package io.jenkins.plugins.dockereventwatch.form;

import hudson.ExtensionList;
import hudson.ExtensionPoint;

/** Is notified when settings change. */
public interface SettingsListener extends ExtensionPoint {

    /** Called after the settings, or what they refer to, may have changed. Must return at once. */
    void settingsChanged();

    static void notifyAllListeners() {
        ExtensionList.lookup(SettingsListener.class).forEach(SettingsListener::settingsChanged);
    }
}
