package io.jenkins.plugins.dockereventwatch.step.image;

import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A checked image, as saved in the {@code build.xml} of the build: consists of plain values only. Texts without a value
 * are empty.
 */
@ExportedBean(defaultVisibility = 2)
public final class ImageRow {

    private static final int MAX_LENGTH = 500;

    /** The image reference as written. */
    @Exported
    public final String image;

    /** The full reference; empty if the reference is invalid or cannot be determined. */
    @Exported
    public final String reference;

    /** {@code allowed}, {@code denied} or {@code undetermined}. */
    @Exported
    public final String verdict;

    /** The reason of the verdict, as a sentence. */
    @Exported
    public final String reason;

    /** The rule that determined the verdict. */
    @Exported
    public final String rule;

    /** Where that rule is configured. */
    @Exported
    public final String place;

    /** The change that would make the image pass. */
    @Exported
    public final String remedy;

    /** The most similar allowed name. */
    @Exported
    public final String nearest;

    /** Where the image is named. */
    @Exported
    public final String namedBy;

    @Exported
    public final List<String> notes = new ArrayList<>();

    ImageRow(CheckedImage checked, UnaryOperator<String> hide) {
        UnaryOperator<String> shown = text -> SafeText.limit(SafeText.escape(hide.apply(text)), MAX_LENGTH);
        Verdict from = checked.verdict();
        image = shown.apply(from.text());
        reference = shown.apply(from.reference());
        verdict = from.outcome().word();
        reason = shown.apply(from.decision().reason());
        rule = shown.apply(from.decision().rule());
        place = shown.apply(from.decision().place());
        remedy = shown.apply(from.decision().remedy());
        nearest = shown.apply(from.nearest());
        namedBy = shown.apply(checked.image().location().toString());
        from.notes().forEach(note -> notes.add(shown.apply(note)));
    }

    boolean has(Outcome outcome) {
        return verdict.equals(outcome.word());
    }
}
