package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLink;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLinks;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import jenkins.model.Jenkins;

/** Where links in reminders lead: {@code docker-host-update/link/TOKEN/}. */
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

    /** Whether the present user may see the page with all hosts. */
    public boolean isPageVisible() {
        return Jenkins.get().hasPermission(OverviewPermissions.VIEW);
    }

    /** What a link leads to, whether or not it is ours. */
    public AnswerPage getLink(String token) {
        return new AnswerPage(AnswerLink.of(token, AnswerLinks.SIGNATURE));
    }
}
