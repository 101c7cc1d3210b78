package io.jenkins.plugins.dockereventwatch.imagecheck;

import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The entry "Image sources" of a build: the images that it checked, and what the policy said of each. */
@ExportedBean
public final class ImageSourcesAction implements RunAction2 {

    /** Replaced as a whole, since it is written to disk and shown while checks go on. */
    private volatile ArrayList<ImageCheck> checks = new ArrayList<>();

    private transient Run<?, ?> run;

    /** That of a build, made where it has none yet. */
    static ImageSourcesAction of(Run<?, ?> build) {
        synchronized (build) {
            ImageSourcesAction action = build.getAction(ImageSourcesAction.class);
            if (action == null) {
                action = new ImageSourcesAction();
                build.addAction(action);
            }
            return action;
        }
    }

    /** Takes a check in; one that was done again takes the place of its first. */
    synchronized void add(ImageCheck check) {
        ArrayList<ImageCheck> more = new ArrayList<>(checks);
        more.removeIf(check::isSameAs);
        more.add(check);
        checks = more;
    }

    /** The checks, in the order in which they ended. */
    @Exported
    public List<ImageCheck> getChecks() {
        return List.copyOf(checks);
    }

    private long count(Predicate<ImageRow> which) {
        return checks.stream()
                .flatMap(check -> check.getImages().stream())
                .filter(which)
                .count();
    }

    /** How many are denied. */
    @Exported
    public long getDenied() {
        return count(ImageRow::isDenied);
    }

    /** Of how many it cannot be told. */
    @Exported
    public long getUndetermined() {
        return count(row -> !row.isDenied() && !row.isAllowed());
    }

    /** How many are allowed. */
    @Exported
    public long getAllowed() {
        return count(ImageRow::isAllowed);
    }

    /** What the entry says on the build's page. */
    public String getSummary() {
        return Messages.ImageSourcesAction_Summary(getDenied(), getUndetermined(), getAllowed());
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
        return Messages.ImageSourcesAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "image-sources";
    }
}
