package hudson.model;

import hudson.Launcher;
import hudson.security.ACL;
import hudson.security.AccessControlled;

public abstract class Node extends AbstractModelObject implements AccessControlled {
    protected Node() {}

    @Override
    public native String getDisplayName();

    public abstract String getNodeName();

    public abstract Launcher createLauncher(TaskListener listener);

    public final native Computer toComputer();

    @Override
    public native ACL getACL();
}
