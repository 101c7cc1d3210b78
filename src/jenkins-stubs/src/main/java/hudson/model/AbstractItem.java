package hudson.model;

import hudson.security.ACL;

public abstract class AbstractItem extends Actionable implements Item {
    AbstractItem() {}

    @Override
    public final native String getFullName();

    public final native String getUrl();

    @Override
    public native ACL getACL();
}
