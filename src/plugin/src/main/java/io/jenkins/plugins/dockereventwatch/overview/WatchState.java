package io.jenkins.plugins.dockereventwatch.overview;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the overview tells of: whoever watches tells it how the watch stands. */
public interface WatchState extends ExtensionPoint {

    /** The hosts that are followed, by name, in the order of the settings. */
    Map<String, WatchedHost> hosts();

    /**
     * The build that a container claims to be of.
     *
     * @return empty where this Jenkins knows none that it could be of
     */
    Optional<BuildReference> known(BuildReference claim);

    /** The rules in force. */
    List<Rule> rulesInForce();

    /** What is the matter with where it keeps what must not get lost; empty: nothing. */
    Optional<String> stateTrouble();

    /** What must outlive the watch; empty: there is none, since nothing is watched yet or it cannot be used. */
    Optional<Store> state();

    /** The silences of the settings. */
    List<RecurringSilence> silencesOfSettings();

    /** The channels whose messages do not get there, for now or at all. */
    List<DeliveryProblem> undelivered();
}
