package io.jenkins.plugins.dockereventwatch.image.policy;

import java.io.Serializable;
import java.util.List;

/**
 * What a policy says of one image, and why. Texts may quote what came from outside; {@link io.jenkins.plugins.dockereventwatch.text.SafeText#escape} makes them fit
 * to be shown.
 *
 * @param text the image as it was written
 * @param reference its normalised form; empty where the text is no reference, or cannot be known
 * @param outcome allowed, denied or undetermined
 * @param rule the rule that decided, {@code allow ghcr.io/acme/**}
 * @param place where that rule stands, {@code policy.yml:3:5}
 * @param reason why, in a sentence
 * @param remedy what would make it pass; empty where it does
 * @param nearest the nearest name that is allowed; empty where none is near or the image passes
 * @param notes what else should be known: exemptions about to expire, claims of the image, what was not checked
 * @param malformed whether the text is no reference at all
 */
public record Verdict(
        String text,
        String reference,
        Outcome outcome,
        String rule,
        String place,
        String reason,
        String remedy,
        String nearest,
        List<String> notes,
        boolean malformed)
        implements Serializable {

    /** Copies the list. */
    public Verdict {
        notes = List.copyOf(notes);
    }
}
