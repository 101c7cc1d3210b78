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

/** A checked image, as saved in the {@code build.xml} of the build: consists of plain values only. */
@ExportedBean(defaultVisibility = 2)
public final class ImageRow {

    private static final int LONGEST = 500;

    private final String image;
    private final String reference;
    private final String verdict;
    private final String reason;
    private final String rule;
    private final String place;
    private final String remedy;
    private final String nearest;
    private final String namedBy;
    private final ArrayList<String> notes = new ArrayList<>();

    ImageRow(CheckedImage checked, UnaryOperator<String> hide) {
        UnaryOperator<String> shown = text -> SafeText.limit(SafeText.escape(hide.apply(text)), LONGEST);
        Verdict from = checked.verdict();
        this.image = shown.apply(from.text());
        this.reference = shown.apply(from.reference());
        this.verdict = from.outcome().word();
        this.reason = shown.apply(from.reason());
        this.rule = shown.apply(from.rule());
        this.place = shown.apply(from.place());
        this.remedy = shown.apply(from.remedy());
        this.nearest = shown.apply(from.nearest());
        this.namedBy = shown.apply(checked.image().location().toString());
        from.notes().forEach(note -> notes.add(shown.apply(note)));
    }

    static boolean passes(CheckedImage image) {
        return image.verdict().outcome() == Outcome.ALLOWED;
    }

    /** Returns the image reference as written. */
    @Exported
    public String getImage() {
        return image;
    }

    /** Returns the full reference; empty if the reference is invalid or cannot be determined. */
    @Exported
    public String getReference() {
        return reference;
    }

    /** Returns the verdict: {@code allowed}, {@code denied} or {@code undetermined}. */
    @Exported
    public String getVerdict() {
        return verdict;
    }

    /** Returns whether the verdict is {@code allowed}. */
    public boolean isAllowed() {
        return verdict.equals(Outcome.ALLOWED.word());
    }

    /** Returns whether the verdict is {@code denied}. */
    public boolean isDenied() {
        return verdict.equals(Outcome.DENIED.word());
    }

    /** Returns the reason of the verdict, as a sentence. */
    @Exported
    public String getReason() {
        return reason;
    }

    /** Returns the rule that determined the verdict. */
    @Exported
    public String getRule() {
        return rule;
    }

    /** Returns where that rule is configured. */
    @Exported
    public String getPlace() {
        return place;
    }

    /** Returns the change that would make the image pass; empty if it passes. */
    @Exported
    public String getRemedy() {
        return remedy;
    }

    /** Returns the most similar allowed name; empty if there is none. */
    @Exported
    public String getNearest() {
        return nearest;
    }

    /** Returns where the image is named. */
    @Exported
    public String getNamedBy() {
        return namedBy;
    }

    /** Returns additional notes. */
    @Exported
    public List<String> getNotes() {
        return List.copyOf(notes);
    }
}
