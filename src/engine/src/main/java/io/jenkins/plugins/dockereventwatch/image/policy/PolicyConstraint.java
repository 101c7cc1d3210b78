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

/** The constraints on images that are allowed by name: tag, digest, age, source and licenses. */
final class PolicyConstraint {

    static final String SOURCE = "org.opencontainers.image.source";
    static final String LICENSES = "org.opencontainers.image.licenses";

    /** Reproducible builds use earlier dates, which do not indicate the age. */
    private static final Instant NO_DATE = Instant.parse("1990-01-01T00:00:00Z");

    private final Limits limits;
    private final Instant now;
    private final ImageReference reference;
    private final ImageFacts facts;

    /** @param facts metadata of the image; null if it is not available */
    PolicyConstraint(Limits limits, Instant now, ImageReference reference, ImageFacts facts) {
        this.limits = limits;
        this.now = now;
        this.reference = reference;
        this.facts = facts;
    }

    /** Returns the first constraint that the image violates. */
    Optional<Decision> violation(boolean official) {
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
                                ? "the default tag '" + ImageReference.LATEST
                                        + "' is not allowed, because it can refer to any version"
                                : "the tag '" + tag + "' is not allowed",
                        "specify a version tag or a digest"));
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
                        "a digest is required, because the image of a tag can change",
                        "add the digest: " + reference + "@sha256:…"));
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
                    "it was built on " + facts.created() + ", less than " + limits.youngest() + " days ago",
                    "use an older image, or wait"));
        }
        if (limits.oldest() > 0 && days > limits.oldest()) {
            return Optional.of(new Decision(
                    "age max_days " + limits.oldest(),
                    limits.age(),
                    "it was built on " + facts.created() + ", more than " + limits.oldest() + " days ago",
                    "use a newer image"));
        }
        return Optional.empty();
    }

    private boolean knowsAge() {
        return facts != null && facts.created() != null && facts.created().isAfter(NO_DATE);
    }

    private Optional<Decision> claims() {
        Requirement require = limits.require();
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
        if (!require.licenses().isEmpty() && !new LicenseExpression(licenses).isSatisfiedBy(require.licenses())) {
            return Optional.of(
                    claim(require, "require licenses", LICENSES, licenses, String.join(", ", require.licenses())));
        }
        return Optional.empty();
    }

    private static Decision claim(Requirement require, String rule, String label, String value, String wanted) {
        return new Decision(
                rule,
                require.place(),
                value.isEmpty() ? "it has no label " + label : "its label " + label + " is '" + value + "'",
                "expected one of: " + wanted);
    }

    /** Returns notes about what was not checked or is only a claim of the image. */
    List<String> notes(boolean official) {
        List<String> notes = new ArrayList<>();
        String unchecked = unchecked(official);
        if (!unchecked.isEmpty()) {
            notes.add(unchecked);
        }
        if (facts != null && limits.require() != null && !official) {
            notes.add("source and license are claims of the image itself");
        }
        return notes;
    }

    /** Returns which metadata was not checked, and why; empty if all was. */
    String unchecked(boolean official) {
        boolean ages = limits.youngest() > 0 || limits.oldest() > 0;
        boolean claims = limits.require() != null && !official;
        if (facts == null && (ages || claims)) {
            return "the image is not available locally: its "
                    + (ages && claims ? "age and labels were" : ages ? "age was" : "labels were") + " not checked";
        }
        return ages && !knowsAge() ? "the image has no creation time: its age was not checked" : "";
    }
}
