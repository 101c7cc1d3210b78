package io.jenkins.plugins.dockereventwatch.watch.container;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import java.util.Optional;

/** Masks secrets in log excerpts before they are stored or sent. */
@FunctionalInterface
public interface LogRedactor {

    /** Masks nothing, for environments without known secrets. */
    LogRedactor NONE = (build, text) -> text;

    /**
     * Masks secrets. If this throws, the alert contains no log excerpt.
     *
     * @param build the build that the container claims to belong to; empty if none
     * @param text one or more lines; a secret may span lines
     * @return the text without secrets
     */
    String redact(Optional<BuildReference> build, String text);
}
