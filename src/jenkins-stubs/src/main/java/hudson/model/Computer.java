package hudson.model;

import hudson.security.Permission;
import java.util.concurrent.ExecutorService;

public abstract class Computer extends Actionable {
    public static final Permission CONFIGURE = null;
    public static final ExecutorService threadPoolForRemoting = null;

    private Computer() {}

    public native boolean isOffline();

    public native String getOfflineCauseReason();
}
