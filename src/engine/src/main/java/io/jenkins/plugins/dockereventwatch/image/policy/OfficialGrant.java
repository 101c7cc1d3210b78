package io.jenkins.plugins.dockereventwatch.image.policy;

import java.util.Optional;

/**
 * The decision about a name in the namespace of Docker Official Images.
 *
 * @param images the official images
 * @param name the name
 * @param place where the policy allows official images
 */
record OfficialGrant(OfficialImages images, String name, String place) {

    private static final String RULE = "official";

    /** Returns whether the name is a maintained official image. */
    boolean isCurrent() {
        return images.current().contains(name);
    }

    /** Returns whether the image is no longer maintained. */
    boolean isEnded() {
        return images.ended().containsKey(name);
    }

    /** Returns the decision that allows the image. */
    Decision decision() {
        return new Decision(RULE, place, "it is a Docker Official Image (list of " + images.asOf() + ")", "");
    }

    /** Returns the decision that does not allow the image. */
    Decision refusal(Optional<String> meant) {
        if (isEnded()) {
            return new Decision(
                    "withdrawn",
                    place,
                    "the official image is no longer maintained: "
                            + images.ended().get(name),
                    "use its successor, or add it to 'allow' if you maintain it yourself");
        }
        String unknown = "'" + name + "' is not in the list of official images of " + images.asOf();
        return meant.map(near -> new Decision(RULE, place, unknown, "did you mean '" + near + "'?"))
                .orElseGet(() -> new Decision(
                        RULE,
                        place,
                        unknown + "; it can be built locally or newer than the list",
                        "add '" + name + "' to 'official_names' if it is newer, or to 'allow' if it is your own"));
    }
}
