package io.jenkins.plugins.dockereventwatch.overview;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.util.List;
import java.util.Map;

/** What the overview tells of: whoever watches tells it how the watch stands. */
public interface WatchState extends ExtensionPoint {

    /**
     * Messages that did not get to anybody.
     *
     * @param failed how many were given up
     * @param waiting how many wait to be tried again
     */
    record Undelivered(long failed, long waiting) {}

    /** The hosts that are followed, by name, in the order of the settings. */
    Map<String, WatchedHost> hosts();

    /** The rules in force. */
    List<Rule> rulesInForce();

    /** What could not be delivered. */
    Undelivered undelivered();
}
