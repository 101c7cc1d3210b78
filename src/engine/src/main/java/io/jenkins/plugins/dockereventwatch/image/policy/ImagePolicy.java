package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.PatternIndex.Mode;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Exemption;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Publisher;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which images are allowed. Immutable and thread-safe. A denied image cannot become allowed by writing its
 * reference in another way.
 */
public final class ImagePolicy {

    /** The number of days before the end of an exemption on which a warning is issued. */
    static final int EXPIRY_WARNING_DAYS = 14;

    /** The age in days after which the list of official images is outdated. */
    private static final int MAX_LIST_AGE_DAYS = 400;

    private final PolicySettings settings;
    final Clock clock;
    final OfficialImages official;
    final PatternIndex allow;
    final PatternIndex deny;
    final PatternIndex publishers;
    final PatternIndex exemptions;
    private final Set<String> allowedByName;
    final SimilarNames similar;

    private ImagePolicy(PolicySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.official = OfficialImages.of(settings);
        List<ReferencePattern> allowed = patterns(settings.patterns().allow(), Entry::value);
        this.allow = new PatternIndex(allowed, Mode.STRICT);
        this.deny = new PatternIndex(patterns(settings.patterns().deny(), Entry::value), Mode.LOOSE);
        this.publishers =
                new PatternIndex(patterns(settings.publishers(), publisher -> namespace(publisher)), Mode.STRICT);
        this.exemptions = new PatternIndex(patterns(settings.exemptions(), Exemption::reference), Mode.STRICT);
        this.allowedByName = allowed.stream()
                .filter(ReferencePattern::isExact)
                .map(ReferencePattern::repository)
                .collect(Collectors.toUnmodifiableSet());
        this.similar = new SimilarNames(settings.official().allowed() ? official.current() : Set.of(), allowedByName);
    }

    /**
     * Compiles a policy.
     *
     * @param clock the clock and time zone for ages and the ends of exemptions
     * @throws IllegalArgumentException if a pattern is invalid, see {@link #checkPattern}
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
     * Returns a pattern of {@code allow}, {@code deny} or an exemption, if it is valid.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static String checkPattern(String pattern) {
        return ReferencePattern.parse(pattern).text();
    }

    /**
     * Returns the name of an official image, if it is valid.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static String checkName(String name) {
        if (!ImageReference.parse(name).familiarName().equals(name) || name.indexOf('/') >= 0) {
            throw new InvalidValueException("official-name", name);
        }
        return name;
    }

    /**
     * Returns the namespace of a publisher, if it is valid.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static String checkNamespace(String namespace) {
        ReferencePattern.parse(namespace + "/" + ReferencePattern.DEEP);
        return namespace;
    }

    /**
     * Returns a pattern for the source label of images, if it is valid.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static String checkSource(String source) {
        SourcePattern.parse(source);
        return source;
    }

    /**
     * Returns a tag pattern, if it is valid.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static String checkTag(String tag) {
        if (!tag.matches("[A-Za-z0-9_.*-]+")) {
            throw new InvalidValueException("tag-pattern", tag);
        }
        return tag;
    }

    private static String namespace(Publisher publisher) {
        return publisher.namespace() + "/" + ReferencePattern.DEEP;
    }

    private static <T> List<ReferencePattern> patterns(List<T> entries, Function<T, String> pattern) {
        return entries.stream().map(pattern).map(ReferencePattern::parse).toList();
    }

    public PolicySettings settings() {
        return settings;
    }

    /** Returns warnings for the administrator: exemptions that expired or end soon, an outdated list of official images. */
    public List<String> warnings() {
        LocalDate today = LocalDate.now(clock);
        List<String> warnings = new ArrayList<>();
        for (Exemption exemption : settings.exemptions()) {
            String remark = remark(exemption, today);
            if (!remark.isEmpty()) {
                warnings.add(exemption.place() + ": " + remark);
            }
        }
        if (settings.official().allowed()
                && official.asOf().plusDays(MAX_LIST_AGE_DAYS).isBefore(today)) {
            warnings.add(
                    "the list of official images is of " + official.asOf() + "; update the program to get a newer one");
        }
        return warnings;
    }

    /** Returns a warning about the end of an exemption, or empty if it does not end soon. */
    static String remark(Exemption exemption, LocalDate today) {
        String named = "the exemption for " + exemption.reference() + " (" + exemption.owner() + ": "
                + exemption.reason() + ")";
        if (exemption.until().isBefore(today)) {
            return named + " expired on " + exemption.until();
        }
        return exemption.until().isBefore(today.plusDays(EXPIRY_WARNING_DAYS + 1L))
                ? named + " ends on " + exemption.until()
                : "";
    }

    /** Evaluates an image reference without metadata of the image. */
    public Verdict judge(String reference) {
        return judge(reference, Optional.empty());
    }

    /**
     * Evaluates an image reference.
     *
     * @param reference the reference as written, such as {@code mysql:8.4}; a malformed reference is denied
     * @param facts metadata of the image; empty if it is not available locally
     */
    public Verdict judge(String reference, Optional<ImageFacts> facts) {
        return new PolicyEvaluation(this, reference, facts.orElse(null), false).verdict();
    }

    /**
     * Evaluates the image that a container uses, before its start. Unlike {@link #judge}, which only notes what could not be
     * checked, this is undetermined.
     *
     * @param reference the reference with which the container was created
     * @param facts metadata of the image that the container uses; empty if the engine does not show it
     */
    public Verdict judgeBeforeStart(String reference, Optional<ImageFacts> facts) {
        return new PolicyEvaluation(this, reference, facts.orElse(null), true).verdict();
    }

    /** Evaluates an image whose reference is known or unknown. An unknown reference is undetermined. */
    public CheckedImage check(NamedImage image) {
        Verdict verdict = image.obstacle().isEmpty()
                ? judge(image.text(), Optional.ofNullable(image.facts()))
                : new Verdict(
                        image.text(),
                        "",
                        Outcome.UNDETERMINED,
                        new Decision("none", settings.name(), image.obstacle(), image.remedy()),
                        "",
                        List.of());
        return new CheckedImage(image, verdict);
    }

    /** Returns whether a pattern without wildcards allows the repository. */
    boolean allowsByName(String repository) {
        return allowedByName.contains(repository);
    }
}
