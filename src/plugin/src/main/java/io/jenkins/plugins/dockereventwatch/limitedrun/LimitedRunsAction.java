package io.jenkins.plugins.dockereventwatch.limitedrun;

import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The entry "Limited runs" of a build: its containers, how they ended, and what they used of what they might. */
@ExportedBean
public final class LimitedRunsAction implements RunAction2 {

    private static final int MOST = 500;

    /** Replaced as a whole, since it is written to disk and shown while runs go on. */
    private volatile ArrayList<LimitedRunRow> runs = new ArrayList<>();

    private transient Run<?, ?> run;

    /** That of a build, made where it has none yet. */
    static LimitedRunsAction of(Run<?, ?> build) {
        synchronized (build) {
            LimitedRunsAction action = build.getAction(LimitedRunsAction.class);
            if (action == null) {
                action = new LimitedRunsAction();
                build.addAction(action);
            }
            return action;
        }
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

    /** The build. */
    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> build) {
        run = build;
    }

    @Override
    public void onLoad(Run<?, ?> build) {
        run = build;
    }

    @Override
    public String getIconFileName() {
        return "symbol-docker-event-watch plugin-docker-event-watch";
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
