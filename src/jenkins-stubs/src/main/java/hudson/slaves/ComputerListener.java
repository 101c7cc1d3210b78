package hudson.slaves;

import hudson.ExtensionPoint;

public abstract class ComputerListener implements ExtensionPoint {
    public void onConfigurationChange() {}
}
