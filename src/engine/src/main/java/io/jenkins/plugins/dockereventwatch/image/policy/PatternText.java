package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;

/** A reference as one would write it into a policy. */
final class PatternText {

    private PatternText() {}

    static String of(ImageReference reference) {
        return reference.isInLibrary() ? reference.name() : reference.repository();
    }
}
