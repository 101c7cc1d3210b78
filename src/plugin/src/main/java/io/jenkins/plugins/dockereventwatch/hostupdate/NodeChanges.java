package io.jenkins.plugins.dockereventwatch.hostupdate;

import hudson.Extension;
import hudson.model.Node;
import io.jenkins.plugins.dockereventwatch.form.SettingsListener;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import jenkins.model.NodeListener;

/** Applies the settings again when nodes are added, changed or removed, if they select nodes. */
@Extension
public final class NodeChanges extends NodeListener {

    @Override
    protected void onCreated(Node node) {
        applySettings();
    }

    @Override
    protected void onUpdated(Node oldOne, Node newOne) {
        applySettings();
    }

    @Override
    protected void onDeleted(Node node) {
        applySettings();
    }

    private static void applySettings() {
        if (!HostUpdateConfiguration.get().getLabel().isEmpty()) {
            SettingsListener.notifyAllListeners();
        }
    }
}
