package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import java.util.Optional;

/** Decides whether a run may use an image. */
public interface ImageGate {

    /** Allows every image; used if the site has no image policy, or for other operations than the creation of runs. */
    ImageGate OPEN = new ImageGate() {

        @Override
        public Optional<Refusal> beforePull(String image) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> beforeStart(String image, Optional<ImageFacts> facts) {
            return Optional.empty();
        }
    };

    /**
     * Creates a gate for an image policy.
     *
     * @param undetermined whether an image may be used of which the policy cannot decide whether it is allowed
     */
    static ImageGate of(ImagePolicy policy, boolean undetermined) {
        return new PolicyGate(policy, undetermined);
    }

    /**
     * Checks the name of an image, before it is pulled.
     *
     * @param image the image reference as written by the user
     * @return the reason for the refusal; empty if the image may be pulled
     */
    Optional<Refusal> beforePull(String image);

    /**
     * Checks the image that a created container uses, which can be another one than the reference meant before.
     *
     * @param image the image reference as written by the user
     * @param facts metadata of the image of the container; empty if the engine does not show it
     * @return the reason for the refusal; empty if the container may be started
     */
    Optional<Refusal> beforeStart(String image, Optional<ImageFacts> facts);
}
