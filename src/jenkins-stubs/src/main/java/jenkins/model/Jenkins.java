package jenkins.model;

import hudson.Launcher;
import hudson.PluginManager;
import hudson.init.InitMilestone;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;
import java.util.List;

public class Jenkins extends Node implements ItemGroup<TopLevelItem>, AccessControlled {
    public static final Permission ADMINISTER = null;
    public static final Permission MANAGE = null;
    public static final Permission SYSTEM_READ = null;

    Jenkins() {}

    @Override
    public native String getNodeName();

    @Override
    public native Launcher createLauncher(TaskListener listener);

    public native Node getNode(String name);

    public static native Jenkins get();

    public static native Jenkins getInstanceOrNull();

    public native boolean isTerminating();

    public native void checkAnyPermission(Permission... permissions);

    public native InitMilestone getInitLevel();

    public native PluginManager getPluginManager();

    @Override
    public native String getDisplayName();

    @Override
    public native ACL getACL();

    public native File getRootDir();

    public native String getLegacyInstanceId();

    public native String getRootUrl();

    public native <T extends Item> List<T> getAllItems(Class<T> type);

    public native <T extends Item> T getItemByFullName(String fullName, Class<T> type);
}
