package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.AlertSink;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.time.Clock;

/**
 * What the watches of all hosts share.
 *
 * @param clock the clock of statuses and statistics
 * @param redactor removes secrets from log excerpts
 * @param contexts verifies what containers claim
 * @param cursors opens the stored cursor of each host
 * @param alerts receives each alert, on a thread of its host
 */
public record WatchDependencies(
        Clock clock, LogRedactor redactor, ContextResolver contexts, CursorFactory cursors, AlertSink alerts) {}
