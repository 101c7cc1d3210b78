package io.jenkins.plugins.dockereventwatch.overview;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.watch.Activity;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import java.util.List;

/** What the overview tells of: whoever watches tells it how the watch stands. */
public interface WatchState extends ExtensionPoint {

    /**
     * A host that is watched.
     *
     * @param name what alerts call it
     * @param status how its watch stands
     * @param activity how many events and alerts it had
     */
    record WatchedHost(String name, HostStatus status, Activity activity) {}

    /**
     * A notifier that has messages it could not bring to anybody.
     *
     * @param notifier its name
     * @param failed how many messages were given up
     * @param waiting how many wait to be tried again
     * @param trouble what its server said last; empty: not known
     */
    record Undelivered(String notifier, long failed, long waiting, String trouble) {}

    /** The hosts, in the order of the settings. */
    List<WatchedHost> watchedHosts();

    /** The rules in force. */
    List<Rule> rulesInForce();

    /** What could not be delivered lately; empty: all is well. */
    List<Undelivered> undelivered();
}
