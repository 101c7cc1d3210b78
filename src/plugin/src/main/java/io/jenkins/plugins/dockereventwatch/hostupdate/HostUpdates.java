package io.jenkins.plugins.dockereventwatch.hostupdate;

import hudson.ExtensionList;
import hudson.model.Node;
import hudson.security.AccessControlled;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.NodeSelector;
import io.jenkins.plugins.dockereventwatch.listener.DockerEventListener;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The host updates of the watch of this Jenkins. */
public final class HostUpdates {

    private HostUpdates() {}

    private static DockerEventListener watch() {
        return ExtensionList.lookupSingleton(DockerEventListener.class);
    }

    /** Returns the stored data; empty if the watch has not started or the state cannot be used. */
    public static Optional<Store> store() {
        return watch().state();
    }

    /** Returns the plan made from the current settings; {@link HostUpdatePlan#NOTHING} without a usable state. */
    public static HostUpdatePlan plan() {
        return watch().settings().hostUpdates();
    }

    public static void readSoon() {
        watch().readHostsSoon();
    }

    /** Returns the object whose permissions apply to a host: its node, or Jenkins if the host has no node. */
    public static AccessControlled accessTo(String host) {
        Optional<Node> node = Optional.ofNullable(plan().nodes().get(host)).flatMap(NodeSelector::find);
        return node.isPresent() ? node.get() : Jenkins.get();
    }
}
