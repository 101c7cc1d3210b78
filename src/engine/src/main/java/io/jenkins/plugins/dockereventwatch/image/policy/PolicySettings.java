package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * The settings of an {@link ImagePolicy}. Serializable, to apply the policy on another machine.
 *
 * @param name the name of the policy in messages, such as its file
 * @param official the rule for Docker Official Images
 * @param patterns patterns of allowed and denied images
 * @param publishers trusted namespaces
 * @param limits constraints on all allowed images
 * @param exemptions images that are allowed until a date; they take precedence over all other rules
 */
public record PolicySettings(
        String name,
        Official official,
        Patterns patterns,
        List<Publisher> publishers,
        Limits limits,
        List<Exemption> exemptions)
        implements Serializable {

    /** The element of {@link Official#withdrawn} for all names that are withdrawn in the bundled list. */
    public static final String DEFAULT_LIST = "default";

    /** The policy if none is configured: official images only. */
    public static final PolicySettings OFFICIAL_ONLY = of("built-in policy: official images only", true);

    /** The policy if the configured one is invalid. */
    public static final PolicySettings NOTHING_ALLOWED = of("invalid policy: no image is allowed", false);

    public PolicySettings {
        publishers = List.copyOf(publishers);
        exemptions = List.copyOf(exemptions);
    }

    private static PolicySettings of(String name, boolean official) {
        return new PolicySettings(
                name,
                new Official(official, name, List.of(), List.of(DEFAULT_LIST)),
                new Patterns(List.of(), List.of()),
                List.of(),
                Limits.NONE,
                List.of());
    }

    /**
     * The rule for Docker Official Images.
     *
     * @param allowed whether they are allowed
     * @param place where the policy allows them; the name of the policy if it is not specified
     * @param names official images that are missing in the bundled list
     * @param withdrawn official images that are no longer maintained; {@link #DEFAULT_LIST} for those of the bundled list
     */
    public record Official(boolean allowed, String place, List<String> names, List<String> withdrawn)
            implements Serializable {

        /** Creates a copy of the lists. */
        public Official {
            names = List.copyOf(names);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /**
     * Patterns of images.
     *
     * @param allow allowed images
     * @param deny denied images; they take precedence over all other rules except exemptions
     */
    public record Patterns(List<Entry> allow, List<Entry> deny) implements Serializable {

        /** Creates a copy of the lists. */
        public Patterns {
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }

    /**
     * A pattern of the policy.
     *
     * @param value the pattern
     * @param place where it is defined, {@code policy.yml:3:5}
     */
    public record Entry(String value, String place) implements Serializable {

        Decision decision(String list, String reason, String remedy) {
            return new Decision(list + " " + value, place, reason, remedy);
        }
    }

    /**
     * A trusted publisher.
     *
     * @param namespace the namespace whose images are allowed, such as {@code docker.io/bitnami}
     * @param reason why the publisher is trusted
     * @param vouchedBy who confirmed it
     * @param place where it is defined
     */
    public record Publisher(String namespace, String reason, String vouchedBy, String place) implements Serializable {}

    /**
     * Required labels of images, checked if the image is available locally.
     *
     * @param sources patterns for {@code org.opencontainers.image.source}, {@code https://github.com/acme/**}; empty for any
     * @param licenses SPDX IDs that must satisfy {@code org.opencontainers.image.licenses}; empty for any
     * @param place where it is defined
     */
    public record Requirement(List<String> sources, List<String> licenses, String place) implements Serializable {

        /** Creates a copy of the lists. */
        public Requirement {
            sources = List.copyOf(sources);
            licenses = List.copyOf(licenses);
        }
    }

    /**
     * Constraints on allowed images. The age is checked if the image is available locally.
     *
     * @param deniedTags patterns of denied tags, such as {@code latest}; not applied to references with a digest
     * @param digest where the policy requires a digest; empty if it does not
     * @param youngest the minimum age in days; 0 for none
     * @param oldest the maximum age in days; 0 for none
     * @param age where the ages are defined
     * @param require required labels of images that are not official; null for none
     */
    public record Limits(
            List<Entry> deniedTags, String digest, int youngest, int oldest, String age, Requirement require)
            implements Serializable {

        /** The allowed ages in days. */
        public static final NumberRange DAYS = new NumberRange(1, 36_500);

        /** No limits. */
        public static final Limits NONE = new Limits(List.of(), "", 0, 0, "", null);

        /** Creates a copy of the list. */
        public Limits {
            deniedTags = List.copyOf(deniedTags);
        }
    }

    /**
     * An image that is allowed until a date.
     *
     * @param reference a reference or pattern
     * @param reason why it is allowed
     * @param owner who is responsible
     * @param until the last day on which it applies
     * @param place where it is defined
     */
    public record Exemption(String reference, String reason, String owner, LocalDate until, String place)
            implements Serializable {}
}
