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
 * @param decision the decision of the rule that decided
 * @param nearest the most similar allowed name; empty if there is none, or the image is allowed
 * @param notes exemptions that end soon, claims of the image, what was not checked
 */
public record Verdict(
        String text, String reference, Outcome outcome, Decision decision, String nearest, List<String> notes)
        implements Serializable {

    public Verdict {
        notes = List.copyOf(notes);
    }

    /** Returns whether the text is not a valid reference. */
    public boolean malformed() {
        return reference.isEmpty() && outcome == Outcome.DENIED;
    }
}
