package io.jenkins.plugins.dockereventwatch.alert;

/**
 * What the image policy says of an alert's image, where a rule asks for that; fit to be shown.
 *
 * @param image the image as the event names it
 * @param verdict {@code allowed}, {@code denied} or {@code undetermined}
 * @param reason why, in a sentence
 * @param rule the rule of the policy that decided
 * @param place where that rule stands
 * @param remedy what would make it pass; empty where it does
 * @param nearest the nearest name that is allowed; empty where none is near
 */
public record ImageVerdict(
        String image, String verdict, String reason, String rule, String place, String remedy, String nearest) {

    /** In a line: {@code denied: mysq is no official image (policy.yml:3:5); did you mean mysql?}. */
    public String summary() {
        return verdict + ": " + reason + (place.isEmpty() ? "" : " (" + place + ")")
                + (nearest.isEmpty() ? "" : "; the nearest name that is allowed is " + nearest);
    }
}
