package io.jenkins.plugins.dockereventwatch.step.image;

import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build keeps of one check. */
@ExportedBean(defaultVisibility = 2)
public final class ImageCheck {

    /** So many are kept; of more the page only tells how many. */
    private static final int MOST = 500;

    private final String id;
    private final ArrayList<ImageRow> images = new ArrayList<>();
    private final ArrayList<String> warnings = new ArrayList<>();
    private final int omitted;

    /**
     * Of a result.
     *
     * @param hide takes secrets out of a text
     */
    ImageCheck(String id, CheckResult result, UnaryOperator<String> hide) {
        this.id = id;
        result.images().stream()
                // stable: what matters comes first, and stays in its order
                .sorted((a, b) -> Boolean.compare(ImageRow.passes(a), ImageRow.passes(b)))
                .limit(MOST)
                .forEach(image -> images.add(new ImageRow(image, hide)));
        omitted = result.images().size() - images.size();
        warnings.addAll(result.warnings());
    }

    boolean isSameAs(ImageCheck other) {
        return id.equals(other.id);
    }

    /** The images, those that are not allowed first. */
    @Exported
    public List<ImageRow> getImages() {
        return List.copyOf(images);
    }

    /** What else should be known of the policy. */
    @Exported
    public List<String> getWarnings() {
        return List.copyOf(warnings);
    }

    /** How many images there were beyond those that are kept. */
    @Exported
    public int getOmitted() {
        return omitted;
    }
}
