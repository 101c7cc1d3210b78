package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.model.Run;
import io.jenkins.plugins.dockereventwatch.build.BuildEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The entry "Image sources" of a build: the images that it checked, and what the policy said of each. */
@ExportedBean
public final class ImageSourcesAction extends BuildEntry {

    /** Replaced as a whole, since it is written to disk and shown while checks go on. */
    private volatile ArrayList<ImageCheck> checks = new ArrayList<>();

    /** That of a build, made where it has none yet. */
    static ImageSourcesAction of(Run<?, ?> build) {
        return BuildEntry.of(build, ImageSourcesAction.class, ImageSourcesAction::new);
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

    @Override
    public String getDisplayName() {
        return Messages.ImageSourcesAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "image-sources";
    }
}
