package io.jenkins.plugins.dockereventwatch.image.policy;

import java.util.Optional;

/**
 * What is to be said of a name in Docker's official namespace.
 *
 * @param images the official images
 * @param name the name
 * @param place where the policy allows official images
 */
record OfficialGrant(OfficialImages images, String name, String place) {

    private static final String RULE = "official";

    boolean isCurrent() {
        return images.current().contains(name);
    }

    /** Whether it is no longer maintained. */
    boolean isEnded() {
        return images.ended().containsKey(name);
    }

    Decision decision() {
        return new Decision(RULE, place, "it is a Docker Official Image (list of " + images.asOf() + ")", "");
    }

    /** Why it is not allowed as an official image. */
    Decision refusal(Optional<String> meant) {
        if (isEnded()) {
            return new Decision(
                    "withdrawn",
                    place,
                    "it is no longer maintained as an official image: "
                            + images.ended().get(name),
                    "use its successor, or name it in 'allow' if you maintain it yourself");
        }
        String unknown = "there is no official image '" + name + "' in the list of " + images.asOf();
        return meant.map(near -> new Decision(RULE, place, unknown, "write '" + near + "' if that is meant"))
                .orElseGet(() -> new Decision(
                        RULE,
                        place,
                        unknown + ": it is built locally, newer than the list, or none",
                        "add '" + name + "' to 'official_names' if it is newer, or to 'allow' if it is yours"));
    }
}
