package jenkins.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;

public class Jenkins implements AccessControlled {
    public static final Permission ADMINISTER = null;
    public static final Permission SYSTEM_READ = null;

    protected Jenkins() {}

    public static native Jenkins get();

    public native void checkAnyPermission(Permission... permissions);

    public native File getRootDir();
}
