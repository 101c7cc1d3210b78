package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The advice on one pending update.
 *
 * @param until the last day before which the update waits or is held; empty: no such day
 * @param rule the deciding rule, for people
 */
public record UpdateAdvice(PendingUpdate update, Advice advice, Optional<LocalDate> until, String rule) {}
