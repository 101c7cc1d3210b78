package hudson;

import hudson.model.Node;

public abstract class LauncherDecorator implements ExtensionPoint {
    public LauncherDecorator() {}

    public abstract Launcher decorate(Launcher launcher, Node node);
}
