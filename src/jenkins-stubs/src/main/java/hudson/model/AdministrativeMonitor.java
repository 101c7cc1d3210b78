package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.Permission;
import org.kohsuke.stapler.StaplerProxy;

public abstract class AdministrativeMonitor extends AbstractModelObject implements ExtensionPoint, StaplerProxy {
    protected AdministrativeMonitor() {}

    public abstract boolean isActivated();

    @Override
    public native String getDisplayName();

    public native Permission getRequiredPermission();

    @Override
    public native Object getTarget();
}
