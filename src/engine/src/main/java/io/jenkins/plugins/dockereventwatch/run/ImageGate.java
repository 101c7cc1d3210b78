package io.jenkins.plugins.dockereventwatch.run;

import java.util.Optional;

/** Asked before an image is used: the site's policy on where images may come from. */
@FunctionalInterface
public interface ImageGate {

    /** Where the site has no such policy. */
    ImageGate OPEN = image -> Optional.empty();

    /**
     * Judges an image.
     *
     * @param image its reference, as the user wrote it
     * @return why it is refused; empty: it is allowed
     */
    Optional<Refusal> refusal(String image);
}
