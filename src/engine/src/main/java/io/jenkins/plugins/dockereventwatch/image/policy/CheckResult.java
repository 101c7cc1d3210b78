package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of checking images.
 *
 * @param images the checked images, in the order of the input
 * @param warnings {@link ImagePolicy#warnings()}, and what was not checked
 */
public record CheckResult(List<CheckedImage> images, List<String> warnings) implements Serializable {

    public CheckResult {
        images = List.copyOf(images);
        warnings = List.copyOf(warnings);
    }

    /** Applies a policy to images. */
    public static CheckResult of(ImagePolicy policy, List<NamedImage> images) {
        return of(policy, images, List.of());
    }

    /** Applies a policy to images, with further warnings about how the images were found. */
    public static CheckResult of(ImagePolicy policy, List<NamedImage> images, List<String> furtherWarnings) {
        List<String> warnings = new ArrayList<>(policy.warnings());
        warnings.addAll(furtherWarnings);
        return new CheckResult(images.stream().map(policy::check).toList(), warnings);
    }

    /** Returns the number of images with an outcome. */
    public long count(Outcome outcome) {
        return images.stream()
                .filter(image -> image.verdict().outcome() == outcome)
                .count();
    }

    /** Returns whether any reference is malformed. */
    public boolean hasMalformed() {
        return images.stream().anyMatch(image -> image.verdict().malformed());
    }

    /** Returns a text such as {@code 3 images: 1 allowed, 1 denied, 1 undetermined}. */
    public String summary() {
        return images.size() + (images.size() == 1 ? " image: " : " images: ") + count(Outcome.ALLOWED) + " allowed, "
                + count(Outcome.DENIED) + " denied, " + count(Outcome.UNDETERMINED) + " undetermined";
    }
}
