package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import java.util.Optional;

/** Decides whether an image may be used, according to the site's image policy. */
@FunctionalInterface
public interface ImageGate {

    /** Allows every image; used if the site has no image policy. */
    ImageGate OPEN = image -> Optional.empty();

    /** Creates a gate for an image policy. An image whose verdict is undetermined is refused. */
    static ImageGate of(ImagePolicy policy) {
        return image -> {
            Verdict verdict = policy.judge(image);
            if (verdict.outcome() == Outcome.ALLOWED) {
                return Optional.empty();
            }
            String place = verdict.decision().place().isEmpty()
                    ? ""
                    : " [" + verdict.decision().place() + "]";
            String nearest = verdict.nearest().isEmpty() ? "" : "; did you mean " + verdict.nearest() + "?";
            return Optional.of(new Refusal(
                    "image",
                    Refusal.quoted(image) + " is " + verdict.outcome().word() + " by the image policy: "
                            + verdict.decision().reason() + place + nearest,
                    Refusal.Authority.SITE));
        };
    }

    /**
     * Checks an image.
     *
     * @param image the image reference as written by the user
     * @return the reason for the refusal; empty if the image is allowed
     */
    Optional<Refusal> refusal(String image);
}
