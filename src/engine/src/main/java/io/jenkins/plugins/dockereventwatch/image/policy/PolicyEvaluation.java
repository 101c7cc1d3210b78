package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.policy.PatternTree.Matches;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Exemption;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Publisher;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One image judged by one policy: exemptions first, then what denies, then what allows, then what holds for all that is
 * allowed.
 */
final class PolicyEvaluation {

    private static final int LENGTH_OF_ID = 64;

    private final ImagePolicy policy;
    private final PolicySettings settings;
    private final String text;
    private final ImageFacts facts;
    private final List<String> notes = new ArrayList<>();
    private ImageReference reference;

    /** Takes the facts where there are any, else null. */
    PolicyEvaluation(ImagePolicy policy, String text, ImageFacts facts) {
        this.policy = policy;
        this.settings = policy.settings();
        this.text = text;
        this.facts = facts;
    }

    Verdict verdict() {
        if (isId()) {
            return undetermined(new Decision(
                    "none",
                    settings.name(),
                    "an image's id does not say where the image comes from",
                    "name the image by repository and tag or digest"));
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

    /** A full id, or what an engine may take for the beginning of one before it looks for a name. */
    private boolean isId() {
        if (ImageReference.isImageId(text)) {
            return true;
        }
        String hex = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
        return !hex.isEmpty()
                && hex.length() <= LENGTH_OF_ID
                && ImageReference.isHex(hex)
                && !policy.official().current().contains(text);
    }

    private Verdict malformed(String why) {
        String near = policy.nearest().ofMalformed(text);
        return new Verdict(
                text,
                "",
                Outcome.DENIED,
                "names of images",
                "Docker's grammar of references",
                why,
                near.isEmpty() ? "write it as registry/path:tag" : "write '" + near + "' if that is meant",
                near,
                List.of(),
                true);
    }

    private Optional<Verdict> byExemption(String digest) {
        BitSet found = policy.exemptions().find(reference, digest).certain();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.now(policy.clock());
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
        Matches matches = policy.deny().find(reference, digest);
        if (matches.first() >= 0) {
            Entry entry = settings.deny().get(matches.first());
            return Optional.of(denied(new Decision(
                    "deny " + entry.value(),
                    entry.place(),
                    "the policy denies it by name",
                    "use an image that no 'deny' names, or let it be exempt")));
        }
        if (matches.firstUnsure() >= 0) {
            Entry entry = settings.deny().get(matches.firstUnsure());
            return Optional.of(undetermined(new Decision(
                    "deny " + entry.value(),
                    entry.place(),
                    "the reference does not tell whether the policy denies it: a tag may lead to any digest, and a digest"
                            + " bear any tag",
                    entry.value().contains("@")
                            ? "name it by digest"
                            : "name it by tag, or let the policy deny the repository or its digests")));
        }
        return Optional.empty();
    }

    private Verdict byGrant(String digest) {
        Matches allowing = policy.allow().find(reference, digest);
        boolean byName = allowing.first() >= 0 && policy.allowsByName(reference.repository());
        if (settings.official() && reference.isInLibrary() && !byName) {
            OfficialGrant grant = new OfficialGrant(policy.official(), reference.name(), settings.officialPlace());
            if (grant.isCurrent()) {
                return withinLimits(grant.decision(), true);
            }
            if (grant.isEnded() || allowing.first() < 0) {
                return notOfficial(grant);
            }
        }
        if (allowing.first() >= 0) {
            Entry entry = settings.allow().get(allowing.first());
            return withinLimits(
                    new Decision("allow " + entry.value(), entry.place(), "the policy allows it by name", ""), false);
        }
        int publisher = policy.publishers().find(reference, digest).first();
        if (publisher >= 0) {
            Publisher by = settings.publishers().get(publisher);
            return withinLimits(
                    new Decision(
                            "publisher " + by.namespace(),
                            by.place(),
                            "its publisher is of good reputation: " + by.reason() + " (vouched for by " + by.vouchedBy()
                                    + ")",
                            ""),
                    false);
        }
        if (allowing.firstUnsure() >= 0) {
            Entry entry = settings.allow().get(allowing.firstUnsure());
            return undetermined(new Decision(
                    "allow " + entry.value(),
                    entry.place(),
                    "the reference does not tell whether the policy allows it: a tag may lead to any digest, and a digest"
                            + " bear any tag",
                    entry.value().contains("@")
                            ? "name it by the digest that the policy has"
                            : "name it by tag alone, or let the policy allow the repository or this digest"));
        }
        return denied(new Decision(
                "none",
                settings.name(),
                (settings.official() ? "it is no official image, and nothing" : "nothing") + " in the policy allows it",
                "use an image that is allowed, or add '" + PatternText.of(reference) + "' to 'allow'"));
    }

    private Verdict notOfficial(OfficialGrant grant) {
        Optional<String> meant =
                grant.isEnded() ? Optional.empty() : policy.nearest().lookalike(reference.name());
        Decision decision = grant.refusal(meant);
        return grant.isEnded() || meant.isPresent() ? denied(decision) : undetermined(decision);
    }

    private Verdict withinLimits(Decision grant, boolean official) {
        PolicyConstraint limitation =
                new PolicyConstraint(settings, policy.clock().instant(), reference, facts);
        Optional<Decision> breach = limitation.breach(official);
        if (breach.isPresent()) {
            return denied(breach.get());
        }
        notes.addAll(limitation.notes(official));
        if (facts != null && facts.digestIn(reference.repository()).isEmpty()) {
            String here =
                    "the image on the host was built, loaded or tagged there, not pulled as " + reference.repository();
            if (official) {
                return undetermined(new Decision(
                        grant.rule(), grant.place(), here, "pull it, or name it as what it is and allow that name"));
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
        policy.nearest()
                .lookalike(reference.name())
                .ifPresent(name -> notes.add("'" + reference.name() + "' looks like the official image '" + name
                        + "'; images that bear nearly its name are a common way to spread infected ones"));
        String near = policy.nearest().of(reference);
        return verdict(outcome, decision, near.equals(reference.familiarName()) ? "" : near);
    }

    private Verdict verdict(Outcome outcome, Decision decision, String near) {
        return new Verdict(
                text,
                reference == null ? "" : reference.toString(),
                outcome,
                decision.rule(),
                decision.place(),
                decision.reason(),
                decision.remedy(),
                near,
                notes,
                false);
    }
}
