package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.policy.Decision;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.Optional;

/**
 * Allows the images that an image policy allows.
 *
 * @param policy the image policy
 * @param undetermined whether images may be used whose verdict is undetermined
 */
record PolicyGate(ImagePolicy policy, boolean undetermined) implements ImageGate {

    /** The maximum length of a reason, which can quote labels of the image. */
    private static final int LONGEST_REASON = 500;

    @Override
    public Optional<Refusal> beforePull(String image) {
        return refusal(image, policy.judge(image));
    }

    @Override
    public Optional<Refusal> beforeStart(String image, Optional<ImageFacts> facts) {
        return refusal(image, policy.judgeBeforeStart(image, facts));
    }

    private Optional<Refusal> refusal(String image, Verdict verdict) {
        boolean denied = verdict.outcome() == Outcome.DENIED;
        if (!denied && (undetermined || verdict.outcome() == Outcome.ALLOWED)) {
            return Optional.empty();
        }
        String message = Refusal.quoted(image) + " is " + verdict.outcome().word() + " by the image policy"
                + (denied ? ": " : ", and undetermined images are not allowed: ") + explanation(verdict);
        return Optional.of(new Refusal("image", message, denied ? Authority.IMAGE_POLICY : Authority.SITE));
    }

    private static String explanation(Verdict verdict) {
        Decision decision = verdict.decision();
        StringBuilder text = new StringBuilder(SafeText.limit(decision.reason(), LONGEST_REASON));
        if (!decision.place().isEmpty()) {
            text.append(" [").append(decision.place()).append(']');
        }
        if (!decision.remedy().isEmpty()) {
            text.append("; ").append(SafeText.limit(decision.remedy(), LONGEST_REASON));
        }
        if (!verdict.nearest().isEmpty() && !decision.remedy().contains(verdict.nearest())) {
            text.append("; did you mean ").append(verdict.nearest()).append('?');
        }
        return SafeText.escape(text.toString());
    }
}
