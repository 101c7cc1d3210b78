package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import java.util.Optional;

/** Asked before an image is used: the site's policy on where images may come from. */
@FunctionalInterface
public interface ImageGate {

    /** Where the site has no such policy. */
    ImageGate OPEN = image -> Optional.empty();

    /** The policy of a site; what it cannot tell is refused too. */
    static ImageGate of(ImagePolicy policy) {
        return image -> {
            Verdict verdict = policy.judge(image);
            if (verdict.outcome() == Outcome.ALLOWED) {
                return Optional.empty();
            }
            String place = verdict.place().isEmpty() ? "" : " [" + verdict.place() + "]";
            String nearest = verdict.nearest().isEmpty() ? "" : "; did you mean " + verdict.nearest() + "?";
            return Optional.of(new Refusal(
                    "image",
                    Refusal.quoted(image) + " is " + verdict.outcome().word() + " by the policy for images: "
                            + verdict.reason() + place + nearest,
                    Refusal.Authority.SITE));
        };
    }

    /**
     * Judges an image.
     *
     * @param image its reference, as the user wrote it
     * @return why it is refused; empty: it is allowed
     */
    Optional<Refusal> refusal(String image);
}
