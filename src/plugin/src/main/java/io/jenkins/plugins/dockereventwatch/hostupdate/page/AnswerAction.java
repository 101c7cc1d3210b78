package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLink;
import io.jenkins.plugins.dockereventwatch.overview.page.OverviewPage;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;
import jenkins.security.HMACConfidentialKey;

/** Where links in reminders lead: {@code docker-host-update/link/TOKEN/}. */
@Extension
public final class AnswerAction implements RootAction {

    public static final String URL = "docker-host-update";

    private static final HMACConfidentialKey KEY = new HMACConfidentialKey(AnswerAction.class, "links");

    /** By this Jenkins' own secret. */
    public static final UnaryOperator<byte[]> SIGNATURE = KEY::mac;

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
        return URL;
    }

    /** Whether the present user may see the page with all hosts. */
    public boolean isPageVisible() {
        return Jenkins.get().hasPermission(OverviewPage.VIEW);
    }

    /** What a link leads to, whether or not it is ours. */
    public AnswerPage getLink(String token) {
        return new AnswerPage(AnswerLink.of(token, SIGNATURE));
    }
}
