package io.jenkins.plugins.dockereventwatch.step.image;

import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The result of one check, as saved with the build. */
@ExportedBean(defaultVisibility = 2)
public final class ImageCheck {

    /** The maximum number of saved images; of further images only the number is saved. */
    private static final int MOST = 500;

    private final String id;
    private final ArrayList<ImageRow> images = new ArrayList<>();
    private final ArrayList<String> warnings = new ArrayList<>();
    private final int omitted;

    /**
     * Creates the saved form of a result.
     *
     * @param hide masks secrets in a text
     */
    ImageCheck(String id, CheckResult result, UnaryOperator<String> hide) {
        this.id = id;
        result.images().stream()
                // a stable sort: images that are not allowed come first, otherwise the order is kept
                .sorted((a, b) -> Boolean.compare(ImageRow.passes(a), ImageRow.passes(b)))
                .limit(MOST)
                .forEach(image -> images.add(new ImageRow(image, hide)));
        omitted = result.images().size() - images.size();
        warnings.addAll(result.warnings());
    }

    boolean isSameAs(ImageCheck other) {
        return id.equals(other.id);
    }

    /** Returns the images, those that are not allowed first. */
    @Exported
    public List<ImageRow> getImages() {
        return List.copyOf(images);
    }

    /** Returns the warnings about the policy. */
    @Exported
    public List<String> getWarnings() {
        return List.copyOf(warnings);
    }

    /** Returns the number of images that were not saved. */
    @Exported
    public int getOmitted() {
        return omitted;
    }
}
