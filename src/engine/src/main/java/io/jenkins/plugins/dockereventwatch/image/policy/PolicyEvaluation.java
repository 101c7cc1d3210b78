package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.policy.PatternIndex.Matches;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Exemption;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Publisher;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Evaluates a policy for one image: exemptions, then deny rules, then allow rules, then constraints. */
final class PolicyEvaluation {

    private static final int ID_LENGTH = 64;
    private static final String UNSURE = "the rule and the reference do not both have a tag, or both a digest";

    private final ImagePolicy policy;
    private final PolicySettings settings;
    private final String text;
    private final ImageFacts facts;
    private final boolean strict;
    private final List<String> notes = new ArrayList<>();
    private ImageReference reference;

    /**
     * @param facts metadata of the image; null if it is not available
     * @param strict whether what cannot be checked is undetermined, not only noted
     */
    PolicyEvaluation(ImagePolicy policy, String text, ImageFacts facts, boolean strict) {
        this.policy = policy;
        this.settings = policy.settings();
        this.text = text;
        this.facts = facts;
        this.strict = strict;
    }

    Verdict verdict() {
        if (isId()) {
            return undetermined(new Decision(
                    "none",
                    settings.name(),
                    "an image ID does not identify the source of the image",
                    "use a reference with repository and tag or digest"));
        }
        try {
            reference = ImageReference.parse(text);
        } catch (IllegalArgumentException e) {
            return malformed(e.getMessage());
        }
        String digest = facts == null ? "" : facts.digestIn(reference.repository());
        Optional<Verdict> decided = byExemption(digest).or(() -> byDenial(digest));
        return decided.isPresent() ? decided.get() : byGrant(digest);
    }

    /** Returns whether the text is an image ID, or a prefix that an engine can resolve to one. */
    private boolean isId() {
        if (ImageReference.isImageId(text)) {
            return true;
        }
        String hex = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
        return !hex.isEmpty()
                && hex.length() <= ID_LENGTH
                && ImageReference.isHex(hex)
                && !policy.official.current().contains(text);
    }

    private Verdict malformed(String why) {
        String near = policy.similar.ofMalformed(text);
        String remedy = near.isEmpty() ? "expected registry/path:tag" : "did you mean '" + near + "'?";
        Decision decision = new Decision("image reference", "syntax of image references", why, remedy);
        return verdict(Outcome.DENIED, decision, near);
    }

    private Optional<Verdict> byExemption(String digest) {
        BitSet found = policy.exemptions.find(reference, digest).certain();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.now(policy.clock);
        for (int number = found.nextSetBit(0); number >= 0; number = found.nextSetBit(number + 1)) {
            Exemption exemption = settings.exemptions().get(number);
            String remark = ImagePolicy.remark(exemption, today);
            if (!remark.isEmpty()) {
                notes.add(remark);
            }
            if (!exemption.until().isBefore(today)) {
                return Optional.of(allowed(new Decision(
                        "exemption " + exemption.reference(),
                        exemption.place(),
                        "it is exempt until " + exemption.until() + ": " + exemption.reason() + " (" + exemption.owner()
                                + ")",
                        "")));
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> byDenial(String digest) {
        Matches matches = policy.deny.find(reference, digest);
        if (matches.first() >= 0) {
            Entry entry = settings.patterns().deny().get(matches.first());
            String remedy = "use another image, or add an exemption";
            return Optional.of(denied(entry.decision("deny", "the policy denies it", remedy)));
        }
        if (matches.firstUnsure() >= 0) {
            Entry entry = settings.patterns().deny().get(matches.firstUnsure());
            String remedy = entry.value().contains("@")
                    ? "use a reference with a digest"
                    : "use a reference with a tag, or deny the repository or its digests";
            return Optional.of(undetermined(entry.decision("deny", "the policy may deny it: " + UNSURE, remedy)));
        }
        return Optional.empty();
    }

    private Verdict byGrant(String digest) {
        Matches allowing = policy.allow.find(reference, digest);
        boolean byName = allowing.first() >= 0 && policy.allowsByName(reference.repository());
        if (settings.official().allowed() && reference.isInLibrary() && !byName) {
            if (policy.official.current().contains(reference.name())) {
                return withinLimits(policy.official.allowed(settings.official().place()), true);
            }
            if (policy.official.ended().containsKey(reference.name()) || allowing.first() < 0) {
                return notOfficial(reference.name());
            }
        }
        if (allowing.first() >= 0) {
            Entry entry = settings.patterns().allow().get(allowing.first());
            return withinLimits(entry.decision("allow", "the policy allows it", ""), false);
        }
        int publisher = policy.publishers.find(reference, digest).first();
        if (publisher >= 0) {
            Publisher by = settings.publishers().get(publisher);
            return withinLimits(
                    new Decision(
                            "publisher " + by.namespace(),
                            by.place(),
                            "its publisher is trusted: " + by.reason() + " (confirmed by " + by.vouchedBy() + ")",
                            ""),
                    false);
        }
        if (allowing.firstUnsure() >= 0) {
            Entry entry = settings.patterns().allow().get(allowing.firstUnsure());
            String remedy = entry.value().contains("@")
                    ? "use a reference with the digest in the policy"
                    : "use a reference with a tag only, or allow the repository or this digest";
            return undetermined(entry.decision("allow", "the policy may allow it: " + UNSURE, remedy));
        }
        return denied(new Decision(
                "none",
                settings.name(),
                (settings.official().allowed() ? "it is not an official image, and no rule" : "no rule")
                        + " of the policy allows it",
                "use an allowed image, or add '" + ReferencePattern.textOf(reference) + "' to 'allow'"));
    }

    private Verdict notOfficial(String name) {
        boolean ended = policy.official.ended().containsKey(name);
        Optional<String> meant = ended ? Optional.empty() : policy.similar.lookalike(name);
        Decision decision = policy.official.refused(name, settings.official().place(), meant);
        return ended || meant.isPresent() ? denied(decision) : undetermined(decision);
    }

    private Verdict withinLimits(Decision grant, boolean official) {
        PolicyConstraint constraint = new PolicyConstraint(settings.limits(), policy.clock.instant(), reference, facts);
        Optional<Decision> violation = constraint.violation(official);
        if (violation.isPresent()) {
            return denied(violation.get());
        }
        if (strict && facts == null) {
            return undetermined(new Decision(
                    grant.rule(),
                    grant.place(),
                    "the Docker Engine does not show the image, so it could not be checked",
                    "let the engine answer GET /images/ID/json"));
        }
        String unchecked = constraint.unchecked(official);
        if (strict && !unchecked.isEmpty()) {
            return undetermined(
                    new Decision(grant.rule(), grant.place(), unchecked, "use an image with a creation time"));
        }
        notes.addAll(constraint.notes(official));
        if (facts != null && facts.digestIn(reference.repository()).isEmpty()) {
            String here =
                    "the local image was not pulled from " + reference.repository() + ", but built, loaded or tagged";
            if (official) {
                return undetermined(new Decision(
                        grant.rule(), grant.place(), here, "pull the image, or use another name and allow that name"));
            }
            notes.add(here);
        }
        return allowed(grant);
    }

    private Verdict allowed(Decision decision) {
        return verdict(Outcome.ALLOWED, decision, "");
    }

    private Verdict denied(Decision decision) {
        return notAllowed(Outcome.DENIED, decision);
    }

    private Verdict undetermined(Decision decision) {
        return notAllowed(Outcome.UNDETERMINED, decision);
    }

    private Verdict notAllowed(Outcome outcome, Decision decision) {
        if (reference == null) {
            return verdict(outcome, decision, "");
        }
        policy.similar
                .lookalike(reference.name())
                .ifPresent(name -> notes.add("'" + reference.name() + "' looks like the official image '" + name
                        + "'; similar names are a common way to distribute malware"));
        String near = policy.similar.of(reference);
        return verdict(outcome, decision, near.equals(reference.familiarName()) ? "" : near);
    }

    private Verdict verdict(Outcome outcome, Decision decision, String near) {
        return new Verdict(text, reference == null ? "" : reference.toString(), outcome, decision, near, notes);
    }
}
