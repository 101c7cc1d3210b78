package io.jenkins.plugins.dockereventwatch.service;

import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.watch.ContextResolver;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;

/**
 * What a front end adds to a watch.
 *
 * @param redactor removes secrets from container logs
 * @param contexts verifies and completes what a container says about its build, on a thread of its host
 * @param alerts completes alerts before they are queued
 * @param reminderLinks the links in a reminder by which its reader answers
 */
public record WatchIntegrations(
        LogRedactor redactor, ContextResolver contexts, AlertInterceptor alerts, ReminderLinks reminderLinks) {

    /** Adds nothing. */
    public static final WatchIntegrations NONE =
            new WatchIntegrations(LogRedactor.NONE, ContextResolver.NONE, AlertInterceptor.NONE, ReminderLinks.NONE);
}
