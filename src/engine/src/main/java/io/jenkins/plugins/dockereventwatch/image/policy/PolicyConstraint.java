package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Limits;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Requirement;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds for an image that is allowed by name: its tag, digest, age, and what it claims of itself. */
final class PolicyConstraint {

    static final String SOURCE = "org.opencontainers.image.source";
    static final String LICENSES = "org.opencontainers.image.licenses";

    /** Builds that are to give the same image at any time date it so; that says nothing of its age. */
    private static final Instant NO_DATE = Instant.parse("1990-01-01T00:00:00Z");

    private final PolicySettings settings;
    private final Limits limits;
    private final Instant now;
    private final ImageReference reference;
    private final ImageFacts facts;

    /** Takes the facts where there are any, else null. */
    PolicyConstraint(PolicySettings settings, Instant now, ImageReference reference, ImageFacts facts) {
        this.settings = settings;
        this.limits = settings.limits();
        this.now = now;
        this.reference = reference;
        this.facts = facts;
    }

    /** What of it the image breaks; empty: nothing. */
    Optional<Decision> breach(boolean official) {
        return tag().or(this::digest).or(this::age).or(() -> official ? Optional.empty() : claims());
    }

    private Optional<Decision> tag() {
        String tag = reference.effectiveTag();
        if (tag.isEmpty()) {
            return Optional.empty();
        }
        for (Entry denied : limits.deniedTags()) {
            if (new Glob(denied.value()).matches(tag)) {
                return Optional.of(new Decision(
                        "tags " + denied.value(),
                        denied.place(),
                        reference.tag().isEmpty()
                                ? "it names no tag, and so means '" + ImageReference.LATEST + "', which may be anything"
                                : "the tag '" + tag + "' is not allowed",
                        "name a tag of a version, or a digest"));
            }
        }
        return Optional.empty();
    }

    private Optional<Decision> digest() {
        return limits.digest().isEmpty() || !reference.digest().isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision(
                        "digest required",
                        limits.digest(),
                        "it names no digest, so that what is pulled may change",
                        "add its digest: " + reference + "@sha256:…"));
    }

    private Optional<Decision> age() {
        if (!knowsAge()) {
            return Optional.empty();
        }
        long days = Duration.between(facts.created(), now).toDays();
        if (limits.youngest() > 0 && days < limits.youngest()) {
            return Optional.of(new Decision(
                    "age min_days " + limits.youngest(),
                    limits.age(),
                    "it was made on " + facts.created() + " and is younger than " + limits.youngest() + " days",
                    "use an older one, or wait"));
        }
        if (limits.oldest() > 0 && days > limits.oldest()) {
            return Optional.of(new Decision(
                    "age max_days " + limits.oldest(),
                    limits.age(),
                    "it was made on " + facts.created() + " and is older than " + limits.oldest() + " days",
                    "use a newer one"));
        }
        return Optional.empty();
    }

    private boolean knowsAge() {
        return facts != null && facts.created() != null && facts.created().isAfter(NO_DATE);
    }

    private Optional<Decision> claims() {
        Requirement require = settings.require();
        if (require == null || facts == null) {
            return Optional.empty();
        }
        String source = facts.labels().getOrDefault(SOURCE, "");
        if (!require.sources().isEmpty()
                && require.sources().stream()
                        .noneMatch(pattern -> SourcePattern.parse(pattern).matches(source))) {
            return Optional.of(claim(require, "require source", SOURCE, source, String.join(", ", require.sources())));
        }
        String licenses = facts.labels().getOrDefault(LICENSES, "");
        if (!require.licenses().isEmpty() && !new LicenseExpression(licenses).keepsTo(require.licenses())) {
            return Optional.of(
                    claim(require, "require licenses", LICENSES, licenses, String.join(", ", require.licenses())));
        }
        return Optional.empty();
    }

    private static Decision claim(Requirement require, String rule, String label, String value, String wanted) {
        return new Decision(
                rule,
                require.place(),
                value.isEmpty()
                        ? "the image does not claim it: it has no label " + label
                        : "by its own claim (label " + label + ") it is '" + value + "'",
                "wanted is one of: " + wanted);
    }

    /** What was not looked at, or only claimed. */
    List<String> notes(boolean official) {
        List<String> notes = new ArrayList<>();
        boolean ages = limits.youngest() > 0 || limits.oldest() > 0;
        boolean claims = settings.require() != null && !official;
        if (facts == null && (ages || claims)) {
            notes.add("the image is not at hand: its "
                    + (ages && claims ? "age and labels were" : ages ? "age was" : "labels were") + " not checked");
        } else if (ages && !knowsAge()) {
            notes.add("the image does not say when it was made: its age was not checked");
        }
        if (facts != null && claims) {
            notes.add("source and license are the image's own claim");
        }
        return notes;
    }
}
