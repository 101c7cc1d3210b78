package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What to do about one pending update, and why.
 *
 * @param update the update
 * @param advice what to do
 * @param until the day from which it is to be installed, or held no more; empty where there is none
 * @param rule the rule that says so, for people
 */
public record UpdateAdvice(PendingUpdate update, Advice advice, Optional<LocalDate> until, String rule) {}
