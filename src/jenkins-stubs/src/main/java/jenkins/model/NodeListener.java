package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Node;

public abstract class NodeListener implements ExtensionPoint {
    public NodeListener() {}

    protected native void onCreated(Node node);

    protected native void onUpdated(Node oldOne, Node newOne);

    protected native void onDeleted(Node node);
}
