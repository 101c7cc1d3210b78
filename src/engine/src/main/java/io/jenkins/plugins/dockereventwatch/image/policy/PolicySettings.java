package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * What an {@link ImagePolicy} is made of, as its administrator wrote it; travels where the policy is to be applied.
 *
 * @param name names the policy to people, such as its file
 * @param official whether Docker Official Images are allowed
 * @param officialPlace where it stands that they are; the policy's name where that is not written
 * @param officialNames names of official images that are newer than the list that comes with the program
 * @param withdrawn names of official images that are no longer maintained; {@link #DEFAULT_LIST} stands for those of
 *     the list that comes with the program
 * @param allow patterns of images that are allowed
 * @param deny patterns of images that are not, whatever else allows them
 * @param publishers namespaces of good reputation
 * @param require what images must claim of themselves, official ones excepted; null: nothing
 * @param limits what holds for every image that is allowed
 * @param exemptions images that are allowed for a time, whatever else denies them
 */
public record PolicySettings(
        String name,
        boolean official,
        String officialPlace,
        List<String> officialNames,
        List<String> withdrawn,
        List<Entry> allow,
        List<Entry> deny,
        List<Publisher> publishers,
        Requirement require,
        Limits limits,
        List<Exemption> exemptions)
        implements Serializable {

    /** Among {@link #withdrawn}: all names that the program's own list says so of. */
    public static final String DEFAULT_LIST = "default";

    /** What holds where no policy was written: official images only. */
    public static final PolicySettings OFFICIAL_ONLY = new PolicySettings(
            "built-in policy: official images only",
            true,
            "built-in policy: official images only",
            List.of(),
            List.of(DEFAULT_LIST),
            List.of(),
            List.of(),
            List.of(),
            null,
            Limits.NONE,
            List.of());

    /** What holds where a policy was written that cannot be used. */
    public static final PolicySettings NOTHING_ALLOWED = new PolicySettings(
            "unusable policy: nothing is allowed",
            false,
            "unusable policy: nothing is allowed",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            Limits.NONE,
            List.of());

    /** Copies the lists. */
    public PolicySettings {
        officialNames = List.copyOf(officialNames);
        withdrawn = List.copyOf(withdrawn);
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        publishers = List.copyOf(publishers);
        exemptions = List.copyOf(exemptions);
    }

    /**
     * A pattern, name or word of the policy.
     *
     * @param value the pattern
     * @param place where it stands, {@code policy.yml:3:5}
     */
    public record Entry(String value, String place) implements Serializable {}

    /**
     * A publisher of good reputation.
     *
     * @param namespace whose images are allowed, {@code docker.io/bitnami} or {@code quay.io/acme/tools}: all below it
     * @param reason why
     * @param vouchedBy who vouches for that
     * @param place where it stands
     */
    public record Publisher(String namespace, String reason, String vouchedBy, String place) implements Serializable {}

    /**
     * What images must claim of themselves by their labels, where they are at hand.
     *
     * @param sources patterns of {@code org.opencontainers.image.source}, {@code https://github.com/acme/**}; empty: any
     * @param licenses SPDX ids that {@code org.opencontainers.image.licenses} must keep to; empty: any
     * @param place where it stands
     */
    public record Requirement(List<String> sources, List<String> licenses, String place) implements Serializable {

        /** Copies the lists. */
        public Requirement {
            sources = List.copyOf(sources);
            licenses = List.copyOf(licenses);
        }
    }

    /**
     * What holds for every image that is allowed.
     *
     * @param deniedTags patterns of tags that are not, {@code latest}; a digest is better than any tag
     * @param digest where it stands that a digest is required; empty: it is not
     * @param youngest how many days old an image must be, where that is known; 0: any
     * @param oldest how many days old it may be, where that is known; 0: any
     * @param age where the ages stand
     */
    public record Limits(List<Entry> deniedTags, String digest, int youngest, int oldest, String age)
            implements Serializable {

        /** The allowed ages in days. */
        public static final NumberRange DAYS = new NumberRange(1, 36_500);

        /** No limits. */
        public static final Limits NONE = new Limits(List.of(), "", 0, 0, "");

        /** Copies the list. */
        public Limits {
            deniedTags = List.copyOf(deniedTags);
        }
    }

    /**
     * An image that is allowed for a time.
     *
     * @param reference a reference or pattern
     * @param reason why
     * @param owner who answers for it
     * @param until the last day on which it holds
     * @param place where it stands
     */
    public record Exemption(String reference, String reason, String owner, LocalDate until, String place)
            implements Serializable {}
}
