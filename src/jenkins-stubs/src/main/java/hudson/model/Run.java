package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import java.util.List;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements AccessControlled, Saveable {
    Run() {}

    public native JobT getParent();

    public native int getNumber();

    public native String getUrl();

    public native String getFullDisplayName();

    @Override
    public native String getDisplayName();

    public native boolean isBuilding();

    public native File getRootDir();

    public native void setResult(Result r);

    public final native long getStartTimeInMillis();

    public native long getDuration();

    public native List<Cause> getCauses();

    @Override
    public native ACL getACL();

    @Override
    public synchronized native void save() throws IOException;
}
