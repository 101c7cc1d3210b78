package io.jenkins.plugins.dockereventwatch.image.policy;

import java.io.Serializable;
import java.util.List;

/**
 * The verdict of an image policy on one image. The texts can contain untrusted input: use
 * {@link io.jenkins.plugins.dockereventwatch.text.SafeText#escape} to show them.
 *
 * @param text the image reference as written
 * @param reference its normalized form; empty if it is malformed or unknown
 * @param outcome allowed, denied or undetermined
 * @param rule the rule that decided, {@code allow ghcr.io/acme/**}
 * @param place where that rule is defined, {@code policy.yml:3:5}
 * @param reason why the rule decided so
 * @param remedy how to get the image allowed; empty if it is allowed
 * @param nearest the most similar allowed name; empty if there is none, or the image is allowed
 * @param notes exemptions that end soon, claims of the image, what was not checked
 * @param malformed whether the text is not a valid reference
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

    /** Creates a copy of the list. */
    public Verdict {
        notes = List.copyOf(notes);
    }
}
