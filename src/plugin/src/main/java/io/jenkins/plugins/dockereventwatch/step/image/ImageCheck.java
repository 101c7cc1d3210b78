package io.jenkins.plugins.dockereventwatch.step.image;

import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The result of one check, as saved with the build. */
@ExportedBean(defaultVisibility = 2)
public final class ImageCheck {

    private static final int MAX_IMAGES = 500;
    private static final Comparator<CheckedImage> ALLOWED_LAST =
            Comparator.comparing(image -> image.verdict().outcome() == Outcome.ALLOWED);

    final String id;

    /** Those that are not allowed first; otherwise in the order of the check. */
    @Exported
    public final List<ImageRow> images = new ArrayList<>();

    /** The warnings about the policy. */
    @Exported
    public final List<String> warnings;

    /** The number of images that were not saved. */
    @Exported
    public final int omitted;

    /**
     * Creates the saved form of a result.
     *
     * @param hide masks secrets in a text
     */
    ImageCheck(String id, CheckResult result, UnaryOperator<String> hide) {
        this.id = id;
        result.images().stream()
                .sorted(ALLOWED_LAST)
                .limit(MAX_IMAGES)
                .forEach(image -> images.add(new ImageRow(image, hide)));
        omitted = result.images().size() - images.size();
        warnings = new ArrayList<>(result.warnings());
    }
}
