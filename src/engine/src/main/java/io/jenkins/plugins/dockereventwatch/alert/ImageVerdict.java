package io.jenkins.plugins.dockereventwatch.alert;

/**
 * The image policy's verdict on the image of an alert, as texts to be shown.
 *
 * @param image the image as in the event
 * @param verdict {@code allowed}, {@code denied}, or {@code undetermined}
 * @param reason the reason in one sentence
 * @param rule the rule of the policy that decided
 * @param place the position of that rule
 * @param remedy how to get the image allowed; empty if it is
 * @param nearest the most similar allowed name; empty: none
 */
public record ImageVerdict(
        String image, String verdict, String reason, String rule, String place, String remedy, String nearest) {

    /** Returns verdict, reason, and position on one line. */
    public String summary() {
        return verdict + ": " + reason + (place.isEmpty() ? "" : " (" + place + ")")
                + (nearest.isEmpty() ? "" : "; the nearest name that is allowed is " + nearest);
    }
}
