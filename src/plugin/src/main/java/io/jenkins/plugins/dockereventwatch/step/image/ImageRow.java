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

/** What a build keeps of an image that was checked. Kept in the build's own file, so all of it is plain. */
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

    /** The image as it was written. */
    @Exported
    public String getImage() {
        return image;
    }

    /** Its full name; empty: it is none, or cannot be known. */
    @Exported
    public String getReference() {
        return reference;
    }

    /** {@code allowed}, {@code denied} or {@code undetermined}. */
    @Exported
    public String getVerdict() {
        return verdict;
    }

    /** Whether it is allowed. */
    public boolean isAllowed() {
        return verdict.equals(Outcome.ALLOWED.word());
    }

    /** Whether it is denied. */
    public boolean isDenied() {
        return verdict.equals(Outcome.DENIED.word());
    }

    /** Why, in a sentence. */
    @Exported
    public String getReason() {
        return reason;
    }

    /** The rule that decided. */
    @Exported
    public String getRule() {
        return rule;
    }

    /** Where that rule stands. */
    @Exported
    public String getPlace() {
        return place;
    }

    /** What would make it pass; empty where it does. */
    @Exported
    public String getRemedy() {
        return remedy;
    }

    /** The nearest name that is allowed; empty: none is near. */
    @Exported
    public String getNearest() {
        return nearest;
    }

    /** What names it. */
    @Exported
    public String getNamedBy() {
        return namedBy;
    }

    /** What else should be known. */
    @Exported
    public List<String> getNotes() {
        return List.copyOf(notes);
    }
}
