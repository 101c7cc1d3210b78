package io.jenkins.plugins.dockereventwatch.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository.Suppressed;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.SuppressedAlerts.Occurrence;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SilenceRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final List<Condition> MATCHERS = List.of(new Condition(
            new FieldPath("Actor.Attributes.name"),
            Condition.Operator.MATCHES,
            Condition.Quantifier.ALL,
            List.of("^my", "sql$")));

    private Store store;
    private SilenceRepository silences;

    @BeforeEach
    void open() throws StoreException {
        store = Store.open(new StateLocation.Memory());
        silences = at(NOW);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SilenceRepository at(Instant now) {
        return new SilenceRepository(store, Clock.fixed(now, ZoneOffset.UTC));
    }

    private long add(Duration length) throws StoreException {
        return silences.add(new Silence(0, MATCHERS, NOW, NOW.plus(length), "upgrade", "ops"));
    }

    @Test
    void listsSilencesAsAdded() throws StoreException {
        long first = add(Duration.ofHours(1));
        long second = add(Duration.ofHours(2));

        assertThat(silences.list())
                .containsExactly(
                        new Silence(first, MATCHERS, NOW, NOW.plus(Duration.ofHours(1)), "upgrade", "ops"),
                        new Silence(second, MATCHERS, NOW, NOW.plus(Duration.ofHours(2)), "upgrade", "ops"));
    }

    @Test
    void listsEndedSilencesForWeek() throws StoreException {
        add(Duration.ofHours(1));
        Instant week = NOW.plus(Duration.ofHours(1)).plus(Duration.ofDays(7));

        assertThat(at(week.minusMillis(1)).list()).hasSize(1);
        assertThat(at(week).list()).isEmpty();
    }

    @Nested
    class End {

        @Test
        void takesEffectNow() throws StoreException {
            long id = add(Duration.ofHours(1));

            assertThat(silences.end(id)).isTrue();

            assertThat(silences.list())
                    .singleElement()
                    .extracting(Silence::ends)
                    .isEqualTo(NOW);
        }

        @Test
        void isRefusedForEndedSilence() throws StoreException {
            long id = add(Duration.ofHours(1));
            silences.end(id);

            assertThat(silences.end(id)).isFalse();
        }

        @Test
        void isRefusedForUnknownSilence() throws StoreException {
            long id = add(Duration.ofHours(1));

            assertThat(silences.end(id + 1)).isFalse();
            assertThat(silences.list())
                    .singleElement()
                    .extracting(Silence::ends)
                    .isEqualTo(NOW.plusSeconds(3600));
        }
    }

    @Test
    void findsSuppressedAlertsOfEvents() throws StoreException {
        Alert suppressed = Alerts.died("mysql");
        Alert sent = Alerts.died("redis");
        store.transaction(transaction -> {
            AlertRepository alerts = new AlertRepository(transaction);
            alerts.suppress(alerts.add(suppressed, NOW.toEpochMilli()).orElseThrow(), "silenced");
            return alerts.add(sent, NOW.toEpochMilli());
        });
        Occurrence silenced = new Occurrence("docker-01", suppressed.event().key());

        assertThat(new SuppressedAlerts(store)
                        .of(List.of(
                                silenced,
                                new Occurrence("docker-02", suppressed.event().key()),
                                new Occurrence("docker-01", sent.event().key()))))
                .containsExactlyEntriesOf(Map.of(silenced, List.of(new Suppressed("n", "silenced"))));
    }
}
