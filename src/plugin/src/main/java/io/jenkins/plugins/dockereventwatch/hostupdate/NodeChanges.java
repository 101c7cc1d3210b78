package io.jenkins.plugins.dockereventwatch.hostupdate;

import hudson.Extension;
import hudson.model.Node;
import jenkins.model.NodeListener;

/** Applies the settings again when nodes are added, changed or removed. */
@Extension
public final class NodeChanges extends NodeListener {

    @Override
    protected void onCreated(Node node) {
        HostUpdateReminders.get().settingsChanged();
    }

    @Override
    protected void onUpdated(Node oldOne, Node newOne) {
        HostUpdateReminders.get().settingsChanged();
    }

    @Override
    protected void onDeleted(Node node) {
        HostUpdateReminders.get().settingsChanged();
    }
}
