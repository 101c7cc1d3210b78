package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The pending updates at the end of a week, on the page and in its JSON. */
@ExportedBean(defaultVisibility = 3)
public final class WeekView {

    private final PendingWeek pending;

    WeekView(PendingWeek pending) {
        this.pending = pending;
    }

    /** Returns the week, for example {@code 2026-W48}. */
    @Exported
    public String getWeek() {
        return pending.week();
    }

    /** Returns the number of hotfixes. */
    @Exported
    public int getHotfix() {
        return pending.hotfix();
    }

    /** Returns the number of updates to be installed in that week. */
    @Exported
    public int getThisWeek() {
        return pending.thisWeek();
    }

    /** Returns the number of updates that were waiting. */
    @Exported
    public int getWaiting() {
        return pending.waiting();
    }

    /** Returns the number of held updates. */
    @Exported
    public int getHeld() {
        return pending.held();
    }
}
