package io.jenkins.plugins.dockereventwatch.listener;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.slaves.ComputerListener;
import io.jenkins.plugins.dockereventwatch.form.SettingsListener;
import io.jenkins.plugins.dockereventwatch.form.SettingsSection;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;

/**
 * Reloads the settings on "Reload Configuration from Disk". Jenkins then only reloads its own settings and calls
 * neither initializers nor {@code ItemListener.onLoaded}; but it reloads its nodes and notifies their listeners before
 * it reaches the last milestone again.
 */
@Extension
public final class ReloadFromDisk extends ComputerListener {

    @Override
    public void onConfigurationChange() {
        DockerEventListener watch = ExtensionList.lookupSingleton(DockerEventListener.class);
        // During startup the watch is not running yet, and the settings are loaded anyway.
        if (Jenkins.get().getInitLevel() == InitMilestone.COMPLETED || !watch.isRunning()) {
            return;
        }
        ExtensionList.lookup(GlobalConfiguration.class).stream()
                .filter(SettingsSection.class::isInstance)
                .forEach(GlobalConfiguration::load);
        SettingsListener.notifyAllListeners();
    }
}
