package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLink;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLinks;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import jenkins.model.Jenkins;

/** The target of links in reminders: {@code docker-host-update/link/TOKEN/}. */
@Extension
public final class AnswerAction implements RootAction {

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.HostUpdatesPage_DisplayName();
    }

    @Override
    public String getUrlName() {
        return AnswerLinks.URL;
    }

    /** Returns whether the current user may see the Host updates page. */
    public boolean isPageVisible() {
        return Jenkins.get().hasPermission(OverviewPermissions.VIEW);
    }

    /** Returns the page of a link, also for an invalid token. */
    public AnswerPage getLink(String token) {
        return new AnswerPage(AnswerLink.of(token, AnswerLinks.SIGNER));
    }
}
