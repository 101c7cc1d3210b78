package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a check found.
 *
 * @param images every image, in the order in which they were named
 * @param warnings what else should be known: {@link ImagePolicy#warnings()}, and what was not looked into
 */
public record CheckResult(List<CheckedImage> images, List<String> warnings) implements Serializable {

    /** Copies the lists. */
    public CheckResult {
        images = List.copyOf(images);
        warnings = List.copyOf(warnings);
    }

    /** Judges images by a policy. */
    public static CheckResult of(ImagePolicy policy, List<NamedImage> images) {
        return of(policy, images, List.of());
    }

    /** Judges images by a policy, with what else is to be said of how they were found. */
    public static CheckResult of(ImagePolicy policy, List<NamedImage> images, List<String> remarks) {
        List<String> warnings = new ArrayList<>(policy.warnings());
        warnings.addAll(remarks);
        return new CheckResult(images.stream().map(policy::check).toList(), warnings);
    }

    /** How many images were judged so. */
    public long count(Outcome outcome) {
        return images.stream()
                .filter(image -> image.verdict().outcome() == outcome)
                .count();
    }

    /** Whether any text was no reference. */
    public boolean hasMalformed() {
        return images.stream().anyMatch(image -> image.verdict().malformed());
    }

    /** {@code 3 images: 1 allowed, 1 denied, 1 undetermined}. */
    public String summary() {
        return images.size() + (images.size() == 1 ? " image: " : " images: ") + count(Outcome.ALLOWED) + " allowed, "
                + count(Outcome.DENIED) + " denied, " + count(Outcome.UNDETERMINED) + " undetermined";
    }
}
