package io.jenkins.plugins.dockereventwatch.overview.page;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import jenkins.model.Jenkins;

/** Links to the page for users who may see the page but not Manage Jenkins. */
@Extension
public final class OverviewLink implements RootAction {

    @Override
    public String getIconFileName() {
        Jenkins jenkins = Jenkins.get();
        boolean managesJenkins = jenkins.hasPermission(Jenkins.MANAGE) || jenkins.hasPermission(Jenkins.SYSTEM_READ);
        return !managesJenkins && jenkins.hasPermission(OverviewPermissions.VIEW)
                ? "symbol-docker-event-watch plugin-docker-event-watch"
                : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.OverviewPage_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "manage/" + OverviewPage.URL;
    }
}
