package io.jenkins.plugins.dockereventwatch.reminder;

/**
 * How many updates of a host were pending at the last reading of a week.
 *
 * @param week in ISO 8601, such as {@code 2026-W48}
 * @param hotfix hotfixes
 * @param thisWeek updates to install in that week
 * @param waiting updates in their waiting period
 * @param held updates on hold
 */
public record PendingWeek(String week, int hotfix, int thisWeek, int waiting, int held) {}
