package io.jenkins.plugins.dockereventwatch.overview;

import hudson.model.Api;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;

/** A page with the status of hosts under Manage Jenkins, and its JSON under {@code api/json}. */
public abstract class StatusPage extends ManagementLink implements StaplerProxy {

    private final String url;

    /**
     * Creates a page.
     *
     * @param url the path below {@code manage/}, and the name of the page's symbol
     */
    protected StatusPage(String url) {
        this.url = url;
    }

    @Override
    public final Object getTarget() {
        Jenkins.get().checkPermission(OverviewPermissions.VIEW);
        return this;
    }

    @Override
    public final String getIconFileName() {
        return "symbol-" + url + " plugin-docker-event-watch";
    }

    @Override
    public final String getUrlName() {
        return url;
    }

    @Override
    public final Permission getRequiredPermission() {
        return OverviewPermissions.VIEW;
    }

    @Override
    public final Category getCategory() {
        return Category.STATUS;
    }

    public final Api getApi() {
        return new Api(this);
    }
}
