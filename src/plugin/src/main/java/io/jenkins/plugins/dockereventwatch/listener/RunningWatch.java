package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.delivery.DeliveryStatistics;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.heartbeat.Heartbeat;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.settings.WatchPlan;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.LogRedactor;
import io.jenkins.plugins.dockereventwatch.watch.WatchDependencies;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHosts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hosts, rules and delivery at work by a plan, which may be replaced at any time. */
final class RunningWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RunningWatch.class.getName());
    private static final Duration LAST_DELIVERIES = Duration.ofMillis(1500);
    private static final WatchPlan NOTHING = new WatchPlan(
            Map.of(),
            Map.of(),
            List.of(),
            Set.of(),
            ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, Clock.systemDefaultZone()),
            NotificationPolicies.DEFAULT,
            Optional.empty(),
            List.of());

    private final Function<BuildReference, List<String>> responsible;
    private final Consumer<Alert> told;
    private final Optional<Store> store;
    private final Delivery delivery;
    private final WatchedHosts hosts;

    /** Empty where there is no state to keep its numbers. */
    private final Optional<Heartbeat> heartbeat;

    private volatile WatchPlan plan = NOTHING;

    /**
     * Follows nothing yet.
     *
     * @param store where it keeps what must outlive Jenkins; stays the caller's, to be closed after this; empty: it goes on
     *     without
     * @param clock tells the time
     * @param mask hides secrets in what containers wrote
     * @param contexts checks and completes what a container claims
     * @param responsible the addresses of the people responsible for a build
     * @param told told of each alert; must not wait
     */
    RunningWatch(
            Optional<Store> store,
            Clock clock,
            LogRedactor mask,
            UnaryOperator<AlertContext> contexts,
            Function<BuildReference, List<String>> responsible,
            Consumer<Alert> told) {
        this.responsible = responsible;
        this.told = told;
        Clock messageClock = clock.withZone(ZoneId.systemDefault());
        this.store = store;
        this.delivery = store.flatMap(opened -> durable(opened, messageClock))
                .orElseGet(() ->
                        Delivery.inMemory(Map.of(), messageClock, RetryPolicy.DELIVERY, TransportTimeouts.DEFAULT));
        delivery.replacePolicies(NotificationPolicies.DEFAULT);
        this.hosts =
                new WatchedHosts(new WatchDependencies(clock, mask, contexts::apply, delivery::cursor, this::alert));
        this.heartbeat = store.map(opened -> new Heartbeat(opened, hosts::connections, clock));
    }

    private static Optional<Delivery> durable(Store store, Clock messageClock) {
        try {
            return Optional.of(
                    new Delivery(store, Map.of(), messageClock, RetryPolicy.DELIVERY, TransportTimeouts.DEFAULT));
        } catch (StoreException e) {
            LOG.log(Level.SEVERE, e, () -> "what waits to be sent will not outlive Jenkins: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Goes on by a plan: what is the same as before is not touched. */
    void follow(WatchPlan next) {
        WatchPlan before = plan;
        if (next.equals(before)) {
            return;
        }
        plan = next;
        next.problems().stream()
                .filter(problem -> !before.problems().contains(problem))
                .forEach(problem -> LOG.log(Level.WARNING, "a setting cannot be used: {0}", problem));
        delivery.replacePolicies(next.handlings());
        delivery.replaceNotifiers(next.notifiers());
        hosts.follow(next.hosts(), EventFilters.NONE, RuleSet.of(next.rules(), next.imagePolicy()));
        heartbeat.ifPresent(mail -> mail.change(next.heartbeat()));
    }

    private void alert(Alert alert) {
        Alert complete = withResponsiblePeople(alert);
        told.accept(complete);
        if (plan.notifiers().get(complete.notifier()) instanceof MailNotifier mail
                && mail.to().isEmpty()
                && complete.context().recipients().isEmpty()) {
            LOG.log(
                    Level.FINE,
                    "an alert of {0} is for the people responsible for the build, and none are known",
                    complete.rules());
        } else {
            delivery.submit(complete);
        }
    }

    private Alert withResponsiblePeople(Alert alert) {
        AlertContext context = alert.context();
        if (context.build().isEmpty() || !plan.toResponsiblePeople().contains(alert.notifier())) {
            return alert;
        }
        List<String> recipients = new ArrayList<>(context.recipients());
        recipients.addAll(responsible.apply(context.build().get()));
        return new Alert(
                alert.event(), alert.hostLabel(), alert.rules(), alert.notifier(), context.withRecipients(recipients));
    }

    /** The hosts that are followed, by name. */
    Map<String, WatchedHost> hosts() {
        return hosts.all();
    }

    /** Where it keeps what must outlive Jenkins; empty: that cannot be used. */
    Optional<Store> store() {
        return store;
    }

    /** What is the matter with where it keeps what must outlive Jenkins; empty: nothing. */
    Optional<String> stateTrouble() {
        return delivery.problem();
    }

    /** How delivery stands. */
    DeliveryStatistics deliveries() {
        return delivery.statistics();
    }

    /** The channels whose messages do not get there. */
    List<DeliveryProblem> troubles() {
        return delivery.notifierProblems();
    }

    /** What it works by. */
    WatchPlan plan() {
        return plan;
    }

    /** Ends it within five seconds; what is on its way to a server that answers still gets there. */
    @Override
    public void close() {
        heartbeat.ifPresent(Heartbeat::close);
        hosts.close();
        try {
            delivery.awaitIdle(LAST_DELIVERIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delivery.close();
    }
}
