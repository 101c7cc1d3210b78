package io.jenkins.plugins.dockereventwatch.alert;

/**
 * The image policy's verdict on the image of an alert, as texts to be shown.
 *
 * @param image the image as in the event
 * @param verdict {@code allowed}, {@code denied}, or {@code undetermined}
 * @param reason the reason in one sentence
 * @param rule the rule of the policy that decided
 * @param remedy how to get the image allowed; empty if it is
 * @param nearest the most similar allowed name; empty: none
 */
public record ImageVerdict(
        String image, String verdict, String reason, PolicyRule rule, String remedy, String nearest) {

    /**
     * A rule of an image policy.
     *
     * @param text the rule
     * @param place its position
     */
    public record PolicyRule(String text, String place) {}

    /** Returns verdict, reason, and position on one line. */
    public String summary() {
        return verdict + ": " + reason + (rule.place.isEmpty() ? "" : " (" + rule.place + ")")
                + (nearest.isEmpty() ? "" : "; the nearest name that is allowed is " + nearest);
    }
}
