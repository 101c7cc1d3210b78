package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import java.util.Optional;

/** Hides secrets in what a container wrote, before it is stored or sent. */
@FunctionalInterface
public interface LogRedactor {

    /** Hides nothing: for where no secrets are known. */
    LogRedactor NONE = (build, text) -> text;

    /**
     * Hides them.
     *
     * @param build the build that the container claims to be of; empty: none
     * @param text several lines, perhaps with secrets that stretch over lines
     * @return the text without the secrets; if this throws, nothing of the text is told
     */
    String hide(Optional<BuildReference> build, String text);
}
