package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The numbers of pending updates at the end of a week, on the page and in its JSON. */
@ExportedBean(defaultVisibility = 3)
public final class WeekView {

    /** For example {@code 2026-W48}. */
    @Exported
    public final String week;

    @Exported
    public final int hotfix;

    /** Updates to be installed in that week. */
    @Exported
    public final int thisWeek;

    @Exported
    public final int waiting;

    @Exported
    public final int held;

    WeekView(PendingWeek pending) {
        week = pending.week();
        hotfix = pending.hotfix();
        thisWeek = pending.thisWeek();
        waiting = pending.waiting();
        held = pending.held();
    }

    int total() {
        return hotfix + thisWeek + waiting + held;
    }
}
