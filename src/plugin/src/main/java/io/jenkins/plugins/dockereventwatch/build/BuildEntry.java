package io.jenkins.plugins.dockereventwatch.build;

import hudson.model.Run;
import java.util.function.Supplier;
import jenkins.model.RunAction2;

/** An entry on the page and in the side panel of a build, saved with the build. */
public abstract class BuildEntry implements RunAction2 {

    private transient Run<?, ?> run;

    /** Returns the entry of a build, and creates it if it does not exist. */
    public static <E extends BuildEntry> E of(Run<?, ?> build, Class<E> type, Supplier<E> make) {
        synchronized (build) {
            E entry = build.getAction(type);
            if (entry == null) {
                entry = make.get();
                build.addAction(entry);
            }
            return entry;
        }
    }

    public final Run<?, ?> getRun() {
        return run;
    }

    @Override
    public final void onAttached(Run<?, ?> build) {
        run = build;
    }

    @Override
    public final void onLoad(Run<?, ?> build) {
        run = build;
    }

    @Override
    public final String getIconFileName() {
        return "symbol-docker-event-watch plugin-docker-event-watch";
    }
}
