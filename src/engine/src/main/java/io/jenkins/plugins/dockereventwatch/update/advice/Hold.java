package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A rule that holds updates which must not be installed.
 *
 * @param packages the packages
 * @param version the versions; empty: all
 * @param reason why, for people
 * @param by who added the hold
 * @param until the first day without the hold; empty: it does not end
 */
public record Hold(
        NamePattern packages, Optional<NamePattern> version, String reason, String by, Optional<LocalDate> until) {

    boolean applies(PendingUpdate update, LocalDate today) {
        return packages.matches(update.name())
                && version.map(pattern ->
                                update.change().to().filter(pattern::matches).isPresent())
                        .orElse(true)
                && until.map(today::isBefore).orElse(true);
    }
}
