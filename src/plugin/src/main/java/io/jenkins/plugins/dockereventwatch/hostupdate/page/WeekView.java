package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What was pending at the end of a week, on the page and in its JSON. */
@ExportedBean(defaultVisibility = 3)
public final class WeekView {

    private final PendingWeek pending;

    WeekView(PendingWeek pending) {
        this.pending = pending;
    }

    /** The week, {@code 2026-W48}. */
    @Exported
    public String getWeek() {
        return pending.week();
    }

    /** Hotfixes. */
    @Exported
    public int getHotfix() {
        return pending.hotfix();
    }

    /** Updates for that week. */
    @Exported
    public int getThisWeek() {
        return pending.thisWeek();
    }

    /** Larger ones, which waited. */
    @Exported
    public int getWaiting() {
        return pending.waiting();
    }

    /** Those that were held. */
    @Exported
    public int getHeld() {
        return pending.held();
    }
}
