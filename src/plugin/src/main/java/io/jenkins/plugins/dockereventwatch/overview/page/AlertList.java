package io.jenkins.plugins.dockereventwatch.overview.page;

import io.jenkins.plugins.dockereventwatch.alert.AlertRepository.Suppressed;
import io.jenkins.plugins.dockereventwatch.overview.RecentAlerts;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.silence.SuppressedAlerts;
import io.jenkins.plugins.dockereventwatch.silence.SuppressedAlerts.Occurrence;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The recent alerts that the current user may see, latest first. */
final class AlertList {

    private static final Logger LOG = Logger.getLogger(AlertList.class.getName());

    private AlertList() {}

    /**
     * Returns the alerts of a host, rule and job, with suppressed notifications. Null or empty arguments do not filter.
     */
    static List<AlertView> of(String host, String rule, String job) {
        List<AlertView> alerts =
                visible().filter(alert -> alert.isMatch(host, rule, job)).toList();
        Map<Occurrence, List<Suppressed>> unsent = unsent(alerts);
        return alerts.stream()
                .map(alert -> alert.with(unsent.getOrDefault(alert.occurrence(), List.of())))
                .toList();
    }

    private static Map<Occurrence, List<Suppressed>> unsent(List<AlertView> alerts) {
        Optional<Store> state =
                WatchState.all().flatMap(each -> each.state().stream()).findFirst();
        if (state.isEmpty()) {
            return Map.of();
        }
        try {
            return new SuppressedAlerts(state.get())
                    .of(alerts.stream().map(AlertView::occurrence).toList());
        } catch (StoreException e) {
            LOG.log(Level.FINE, e, () -> "Failed to read which alerts were not sent");
            return Map.of();
        }
    }

    /** Returns the values to filter by. */
    static Collection<String> choices(Function<AlertView, Stream<String>> values) {
        TreeSet<String> choices = new TreeSet<>();
        visible().flatMap(values).filter(Objects::nonNull).forEach(choices::add);
        return choices;
    }

    private static Stream<AlertView> visible() {
        Map<String, Optional<String>> jobUrls = new HashMap<>();
        return RecentAlerts.get().latestFirst().stream()
                .map(record -> new AlertView(
                        record,
                        record.job == null
                                ? Optional.empty()
                                : jobUrls.computeIfAbsent(record.job, OverviewPage::jobUrl),
                        List.of()));
    }
}
