package io.jenkins.plugins.dockereventwatch.listener;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.slaves.ComputerListener;
import io.jenkins.plugins.dockereventwatch.settings.SettingsListener;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;

/**
 * Has "Reload Configuration from Disk" reach our settings too. Jenkins reads only its own then, and calls neither
 * initializers nor {@code ItemListener.onLoaded}; but it reads its nodes anew, and tells of them before it has got back to
 * the last milestone of a start.
 */
@Extension
public final class ReloadFromDisk extends ComputerListener {

    private static final String OURS = "io.jenkins.plugins.dockereventwatch.";

    @Override
    public void onConfigurationChange() {
        DockerEventListener watch = ExtensionList.lookupSingleton(DockerEventListener.class);
        // At the start of Jenkins the watch does not run yet, and has read its settings anyway.
        if (Jenkins.get().getInitLevel() == InitMilestone.COMPLETED || !watch.isRunning()) {
            return;
        }
        ExtensionList.lookup(GlobalConfiguration.class).stream()
                .filter(settings -> settings.getClass().getName().startsWith(OURS))
                .forEach(GlobalConfiguration::load);
        SettingsListener.notifyAllListeners();
    }
}
