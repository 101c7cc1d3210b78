package io.jenkins.plugins.dockereventwatch.overview;

import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;

/** The permissions of this plugin. */
public final class OverviewPermissions {

    /** The group of all permissions of this plugin. */
    public static final PermissionGroup GROUP =
            new PermissionGroup(OverviewPermissions.class, Messages._OverviewPermissions_Group());

    /**
     * Permission to see the status of hosts and recent alerts, without container logs and builds that the user may not
     * see.
     */
    public static final Permission VIEW = new Permission(
            GROUP, "View", Messages._OverviewPermissions_View(), Jenkins.SYSTEM_READ, PermissionScope.JENKINS);

    /** Permission to add and end silences. */
    public static final Permission SILENCE = new Permission(
            GROUP, "Silence", Messages._OverviewPermissions_Silence(), Jenkins.ADMINISTER, PermissionScope.JENKINS);

    private OverviewPermissions() {}
}
