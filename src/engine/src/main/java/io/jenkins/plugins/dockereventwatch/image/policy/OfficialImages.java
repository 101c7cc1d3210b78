package io.jenkins.plugins.dockereventwatch.image.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of Docker Official Images: the bundled list with the changes of the policy.
 *
 * @param ended the names of images that are no longer maintained, with the reason
 */
record OfficialImages(LocalDate asOf, Set<String> current, Map<String, String> ended) {

    private static final String RULE = "official";
    private static final String LIST = "official-images.txt";
    private static final String AS_OF = "# as of ";
    private static final OfficialImages BUNDLED = bundled();

    /** Returns the bundled list with the changes of a policy. */
    static OfficialImages of(PolicySettings settings) {
        OfficialImages list = BUNDLED;
        Map<String, String> ended = new LinkedHashMap<>();
        for (String name : settings.official().withdrawn()) {
            if (name.equals(PolicySettings.DEFAULT_LIST)) {
                ended.putAll(list.ended);
            } else {
                ended.put(name, "it is listed as withdrawn in " + settings.name());
            }
        }
        Set<String> current = new LinkedHashSet<>(list.current);
        current.addAll(list.ended.keySet());
        current.addAll(settings.official().names());
        current.removeAll(ended.keySet());
        return new OfficialImages(list.asOf, current, ended);
    }

    private static OfficialImages bundled() {
        try (InputStream in = OfficialImages.class.getResourceAsStream(LIST)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            LocalDate asOf = LocalDate.EPOCH;
            Set<String> current = new LinkedHashSet<>();
            Map<String, String> ended = new LinkedHashMap<>();
            for (String line : lines) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "current" -> current.add(words[1]);
                    case "unbuilt" -> ended.put(words[1], "nothing has been built for it since " + words[2]);
                    case "withdrawn" -> ended.put(words[1], "it was removed on " + words[2]);
                    default -> asOf = line.startsWith(AS_OF) ? LocalDate.parse(line.substring(AS_OF.length())) : asOf;
                }
            }
            return new OfficialImages(asOf, Collections.unmodifiableSet(current), Collections.unmodifiableMap(ended));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the decision that allows a maintained image. */
    Decision allowed(String place) {
        return new Decision(RULE, place, "it is a Docker Official Image (list of " + asOf + ")", "");
    }

    /**
     * Returns the decision about a name in the namespace of official images that is not a maintained image.
     *
     * @param place where the policy allows official images
     * @param similar the official image that was probably meant
     */
    Decision refused(String name, String place, Optional<String> similar) {
        if (ended.containsKey(name)) {
            return new Decision(
                    "withdrawn",
                    place,
                    "the official image is no longer maintained: " + ended.get(name),
                    "use its successor, or add it to 'allow' if you maintain it yourself");
        }
        String unknown = "'" + name + "' is not in the list of official images of " + asOf;
        return similar.map(meant -> new Decision(RULE, place, unknown, "did you mean '" + meant + "'?"))
                .orElseGet(() -> new Decision(
                        RULE,
                        place,
                        unknown + "; it can be built locally or newer than the list",
                        "add '" + name + "' to 'official_names' if it is newer, or to 'allow' if it is your own"));
    }
}
