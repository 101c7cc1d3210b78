package jenkins.model;

import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;

public class Jenkins implements AccessControlled {
    public static final Permission ADMINISTER = null;
    public static final Permission SYSTEM_READ = null;

    protected Jenkins() {}

    public static native Jenkins get();

    public native void checkAnyPermission(Permission... permissions);

    @Override
    public native ACL getACL();

    public native File getRootDir();

    public native String getRootUrl();

    public native <T extends Item> T getItemByFullName(String fullName, Class<T> type);
}
