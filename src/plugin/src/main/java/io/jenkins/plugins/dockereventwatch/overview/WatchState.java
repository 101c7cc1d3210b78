package io.jenkins.plugins.dockereventwatch.overview;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Provides the state of the watch to the overview. */
public interface WatchState extends ExtensionPoint {

    static Stream<WatchState> all() {
        return ExtensionList.lookup(WatchState.class).stream();
    }

    /** Returns the events seen since the start by host name, latest first. */
    static Map<String, List<DockerEvent>> latestEvents() {
        Map<String, List<DockerEvent>> events = new LinkedHashMap<>();
        all().forEach(state -> state.hosts().forEach((name, host) -> events.put(name, host.latestEvents())));
        return events;
    }

    /** Returns the watched hosts by name, in the order of the settings. */
    Map<String, WatchedHost> hosts();

    /**
     * Resolves the build that a container claims to belong to.
     *
     * @return the build, or empty if this Jenkins has no matching build
     */
    Optional<BuildReference> resolve(BuildReference claim);

    List<Rule> rules();

    /** Returns the current storage error; empty if the state is healthy. */
    Optional<String> storageError();

    /** Returns the state; empty if the watch has not started or the state cannot be used. */
    Optional<Store> state();

    List<RecurringSilence> recurringSilences();

    /** Returns the notifiers of all alerts by title, for example that of a rule. */
    Map<String, List<String>> notifiersByTitle();

    /** Returns the channels with undelivered messages. */
    List<DeliveryProblem> deliveryProblems();
}
