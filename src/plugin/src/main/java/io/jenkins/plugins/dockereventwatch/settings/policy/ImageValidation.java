package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.AbortException;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Validates image references in forms. */
public final class ImageValidation {

    private static final int MAX_IMAGES = 20;

    private ImageValidation() {}

    /** Validates images: an error for an invalid reference, a warning for an image that the policy does not allow. */
    public static FormValidation check(List<String> images) {
        try {
            return check(images, ImagePolicyConfiguration.get().usablePolicy());
        } catch (AbortException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static FormValidation check(List<String> images, ImagePolicy policy) {
        List<String> remarks = new ArrayList<>();
        boolean malformed = false;
        for (String image : images.subList(0, Math.min(images.size(), MAX_IMAGES))) {
            Verdict verdict = policy.judge(image);
            malformed = malformed || verdict.malformed();
            if (verdict.outcome() != Outcome.ALLOWED) {
                remarks.add(remark(verdict));
            }
        }
        if (remarks.isEmpty()) {
            return FormValidation.ok();
        }
        String text = String.join("\n", remarks);
        return malformed ? FormValidation.error(text) : FormValidation.warning(text);
    }

    private static String remark(Verdict verdict) {
        return SafeText.escape(verdict.text() + ": " + verdict.outcome().word() + "; "
                + verdict.decision().reason()
                + (verdict.nearest().isEmpty() ? "" : "; " + Messages.ImageValidation_Nearest(verdict.nearest())));
    }
}
