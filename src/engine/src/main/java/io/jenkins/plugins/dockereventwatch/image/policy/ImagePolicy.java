package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.PatternTree.Mode;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Exemption;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Publisher;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says which images may be used: compiled once, immutable, shared between threads. Where it errs it errs on the safe
 * side: an image that it denies cannot be written another way that it allows.
 */
public final class ImagePolicy {

    /** An exemption that ends within so many days is warned of. */
    static final int DAYS_OF_WARNING = 14;

    /** A list of official images older than that is warned of. */
    private static final int DAYS_OF_LIST = 400;

    private final PolicySettings settings;
    private final Clock clock;
    private final OfficialImages official;
    private final PatternTree allow;
    private final PatternTree deny;
    private final PatternTree publishers;
    private final PatternTree exemptions;
    private final Set<String> allowedByName;
    private final NearestName nearest;

    private ImagePolicy(PolicySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.official = OfficialImages.of(settings);
        List<ReferencePattern> allowed = patterns(settings.allow(), Entry::value);
        this.allow = new PatternTree(allowed, Mode.STRICT);
        this.deny = new PatternTree(patterns(settings.deny(), Entry::value), Mode.LOOSE);
        this.publishers =
                new PatternTree(patterns(settings.publishers(), publisher -> namespace(publisher)), Mode.STRICT);
        this.exemptions = new PatternTree(patterns(settings.exemptions(), Exemption::reference), Mode.STRICT);
        this.allowedByName = allowed.stream()
                .filter(ReferencePattern::isExact)
                .map(ReferencePattern::repository)
                .collect(Collectors.toUnmodifiableSet());
        this.nearest = new NearestName(settings.official() ? official.current() : Set.of(), allowedByName);
    }

    /**
     * Compiles a policy.
     *
     * @param clock for ages and the ends of exemptions, with the zone in which those days are
     * @throws IllegalArgumentException if a pattern is none, see {@link #checkPattern}
     */
    public static ImagePolicy of(PolicySettings settings, Clock clock) {
        return new ImagePolicy(settings, clock);
    }

    /** Whether the other policy has the same settings. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ImagePolicy policy && settings.equals(policy.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /**
     * Checks a pattern of {@code allow}, {@code deny} or an exemption.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    public static void checkPattern(String pattern) {
        ReferencePattern.parse(pattern);
    }

    /**
     * Checks the name of an official image.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    public static void checkName(String name) {
        if (!ImageReference.parse(name).familiarName().equals(name) || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no official image's name: write it alone, as 'mysql'");
        }
    }

    /**
     * Checks a publisher's namespace.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    public static void checkNamespace(String namespace) {
        ReferencePattern.parse(namespace + "/" + ReferencePattern.DEEP);
    }

    /**
     * Checks a pattern of an image's claimed source.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    public static void checkSource(String source) {
        SourcePattern.parse(source);
    }

    /**
     * Checks a pattern of tags.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    public static void checkTag(String tag) {
        if (tag.isEmpty()
                || !tag.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "_.-*".indexOf(c) >= 0))) {
            throw new IllegalArgumentException(
                    "'" + tag + "' is no pattern of tags: letters, digits, '_', '.', '-', and '*' for any of them");
        }
    }

    private static String namespace(Publisher publisher) {
        return publisher.namespace() + "/" + ReferencePattern.DEEP;
    }

    private static <T> List<ReferencePattern> patterns(List<T> entries, Function<T, String> pattern) {
        return entries.stream().map(pattern).map(ReferencePattern::parse).toList();
    }

    /** What it was made of. */
    public PolicySettings settings() {
        return settings;
    }

    /** What its administrator should know whatever is judged: exemptions that have expired or soon will, an old list. */
    public List<String> warnings() {
        LocalDate today = LocalDate.now(clock);
        List<String> warnings = new ArrayList<>();
        for (Exemption exemption : settings.exemptions()) {
            String remark = remark(exemption, today);
            if (!remark.isEmpty()) {
                warnings.add(exemption.place() + ": " + remark);
            }
        }
        if (settings.official() && official.asOf().plusDays(DAYS_OF_LIST).isBefore(today)) {
            warnings.add("the list of official images is of " + official.asOf()
                    + "; a newer version of the program brings a newer one");
        }
        return warnings;
    }

    /** What is to be said of an exemption's end; empty: nothing yet. */
    static String remark(Exemption exemption, LocalDate today) {
        String named = "the exemption of " + exemption.reference() + " (" + exemption.owner() + ": "
                + exemption.reason() + ")";
        if (exemption.until().isBefore(today)) {
            return named + " expired on " + exemption.until();
        }
        return exemption.until().isBefore(today.plusDays(DAYS_OF_WARNING + 1L))
                ? named + " ends on " + exemption.until()
                : "";
    }

    /** Judges an image of which no more than its name is known. */
    public Verdict judge(String reference) {
        return judge(reference, Optional.empty());
    }

    /**
     * Judges an image.
     *
     * @param reference as it was written, such as {@code mysql:8.4}; text that is no reference is denied
     * @param facts what is known of the image itself, where it is at hand
     */
    public Verdict judge(String reference, Optional<ImageFacts> facts) {
        return new PolicyEvaluation(this, reference, facts.orElse(null)).verdict();
    }

    /** Judges an image that something names, whether its name can be known or not. */
    public CheckedImage check(NamedImage image) {
        Verdict verdict = image.obstacle().isEmpty()
                ? judge(image.text(), Optional.ofNullable(image.facts()))
                : new Verdict(
                        image.text(),
                        "",
                        Outcome.UNDETERMINED,
                        "none",
                        settings.name(),
                        image.obstacle(),
                        image.remedy(),
                        "",
                        List.of(),
                        false);
        return new CheckedImage(image, verdict);
    }

    Clock clock() {
        return clock;
    }

    OfficialImages official() {
        return official;
    }

    PatternTree allow() {
        return allow;
    }

    PatternTree deny() {
        return deny;
    }

    PatternTree publishers() {
        return publishers;
    }

    PatternTree exemptions() {
        return exemptions;
    }

    /** Whether a pattern without wildcards allows a repository, so that someone meant just this one. */
    boolean allowsByName(String repository) {
        return allowedByName.contains(repository);
    }

    NearestName nearest() {
        return nearest;
    }
}
