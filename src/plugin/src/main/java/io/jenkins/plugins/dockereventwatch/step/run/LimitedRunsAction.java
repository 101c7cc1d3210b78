package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.model.Run;
import io.jenkins.plugins.dockereventwatch.build.BuildEntry;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The entry "Limited runs" of a build: its containers, how they ended, and what they used of what they might. */
@ExportedBean
public final class LimitedRunsAction extends BuildEntry {

    private static final int MOST = 500;

    /** Replaced as a whole, since it is written to disk and shown while runs go on. */
    private volatile ArrayList<LimitedRunRow> runs = new ArrayList<>();

    /** That of a build, made where it has none yet. */
    static LimitedRunsAction of(Run<?, ?> build) {
        return BuildEntry.of(build, LimitedRunsAction.class, LimitedRunsAction::new);
    }

    /** Takes a run in; of very many the first ones are left out. */
    synchronized void add(LimitedRunRow row) {
        ArrayList<LimitedRunRow> more = new ArrayList<>(runs);
        more.removeIf(row::isSameAs);
        more.add(row);
        runs = new ArrayList<>(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    /** The runs, in the order in which they ended. */
    @Exported
    public List<LimitedRunRow> getRuns() {
        return List.copyOf(runs);
    }

    /** What the entry says on the build's page. */
    public String getLine() {
        long failed = runs.stream().filter(each -> !each.isSuccess()).count();
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
