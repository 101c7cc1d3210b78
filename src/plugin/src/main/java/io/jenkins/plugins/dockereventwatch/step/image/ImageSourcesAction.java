package io.jenkins.plugins.dockereventwatch.step.image;

import io.jenkins.plugins.dockereventwatch.build.BuildEntry;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The entry "Image sources" of a build: its checked images and their verdicts. */
@ExportedBean
public final class ImageSourcesAction extends BuildEntry {

    /** Replaced instead of modified: it is saved and displayed while checks are running. */
    private volatile ArrayList<ImageCheck> checks = new ArrayList<>();

    /** Adds a check. A repeated check replaces its previous result. */
    synchronized void add(ImageCheck check) {
        ArrayList<ImageCheck> more = new ArrayList<>(checks);
        more.removeIf(other -> other.id.equals(check.id));
        more.add(check);
        checks = more;
    }

    /** Returns the checks in the order of completion. */
    @Exported
    public List<ImageCheck> getChecks() {
        return List.copyOf(checks);
    }

    private long count(Outcome outcome) {
        return checks.stream()
                .flatMap(check -> check.images.stream())
                .filter(row -> row.has(outcome))
                .count();
    }

    @Exported
    public long getDenied() {
        return count(Outcome.DENIED);
    }

    @Exported
    public long getUndetermined() {
        return count(Outcome.UNDETERMINED);
    }

    @Exported
    public long getAllowed() {
        return count(Outcome.ALLOWED);
    }

    public String getSummary() {
        return Messages.ImageSourcesAction_Summary(getDenied(), getUndetermined(), getAllowed());
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
