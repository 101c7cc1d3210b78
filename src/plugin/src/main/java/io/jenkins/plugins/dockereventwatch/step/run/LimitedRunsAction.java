package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.build.BuildEntry;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The entry "Limited runs" of a build: its containers, how they ended, and their resource usage. */
@ExportedBean
public final class LimitedRunsAction extends BuildEntry {

    private static final int MAX_RUNS = 500;

    /** Replaced instead of modified: it is saved and displayed while runs are in progress. */
    private volatile ArrayList<LimitedRunRow> runs = new ArrayList<>();

    /** Adds a run. The oldest runs are dropped above the maximum. */
    synchronized void add(LimitedRunRow row) {
        ArrayList<LimitedRunRow> more = new ArrayList<>(runs);
        more.removeIf(other -> other.id.equals(row.id));
        more.add(row);
        runs = new ArrayList<>(more.subList(Math.max(0, more.size() - MAX_RUNS), more.size()));
    }

    /** Returns the runs in the order of completion. */
    @Exported
    public List<LimitedRunRow> getRuns() {
        return List.copyOf(runs);
    }

    public String getLine() {
        long failed = runs.stream().filter(each -> !each.success).count();
        return Messages.LimitedRunsAction_Line(runs.size(), failed);
    }

    @Override
    public String getDisplayName() {
        return Messages.LimitedRunsAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "limited-runs";
    }
}
