package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A version that is known to be bad, and is not to be installed.
 *
 * @param packages which packages
 * @param version which version; empty: every one
 * @param reason what is wrong with it, for people
 * @param by who says so
 * @param until the day from which it is held no more; empty: until it is taken out of the list
 */
public record Hold(
        NamePattern packages, Optional<NamePattern> version, String reason, String by, Optional<LocalDate> until) {

    /** Whether it holds an update on a day. */
    boolean applies(PendingUpdate update, LocalDate today) {
        return packages.matches(update.name())
                && version.map(pattern -> update.to().filter(pattern::matches).isPresent())
                        .orElse(true)
                && until.map(today::isBefore).orElse(true);
    }
}
