package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;
import org.springframework.security.core.Authentication;

public class User extends AbstractModelObject implements AccessControlled {
    private User() {}

    public static native User current();

    public static native User getById(String id, boolean create);

    public native <T extends UserProperty> T getProperty(Class<T> clazz);

    public native Authentication impersonate2();

    public native String getId();

    @Override
    public native String getDisplayName();

    @Override
    public native ACL getACL();
}
