package io.jenkins.plugins.dockereventwatch.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxEntry;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.reminder.SettableClock;
import io.jenkins.plugins.dockereventwatch.schedule.WeeklyPeriod;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActiveHoursTest {

    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    private static ActiveHours hours(ZoneId zone, String otherwise, WeeklyPeriod... periods) {
        return new ActiveHours(List.of(periods), zone, Optional.ofNullable(otherwise));
    }

    private static WeeklyPeriod period(Set<DayOfWeek> days, String from, String to) {
        return new WeeklyPeriod(days, LocalTime.parse(from), LocalTime.parse(to));
    }

    @Nested
    class OnTheWallClock {

        private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

        /** In Zurich, clocks are set from 2:00 to 3:00 on 29 March 2026, and from 3:00 to 2:00 on 25 October 2026. */
        @ParameterizedTest
        @CsvSource({
            "08:00, 18:00, 2026-03-28T06:59:59Z, false",
            "08:00, 18:00, 2026-03-28T07:00:00Z, true",
            "08:00, 18:00, 2026-03-29T05:59:59Z, false",
            "08:00, 18:00, 2026-03-29T06:00:00Z, true",
            "08:00, 18:00, 2026-03-29T15:59:59Z, true",
            "08:00, 18:00, 2026-03-29T16:00:00Z, false",
            "02:30, 05:00, 2026-03-29T00:59:59Z, false",
            "02:30, 05:00, 2026-03-29T01:00:00Z, true",
            "22:00, 02:30, 2026-10-25T00:29:59Z, true",
            "22:00, 02:30, 2026-10-25T00:30:00Z, false",
            "22:00, 06:00, 2026-10-25T04:59:59Z, true",
            "22:00, 06:00, 2026-10-25T05:00:00Z, false",
        })
        void containTime(String from, String to, Instant time, boolean active) {
            assertThat(hours(ZURICH, null, period(EVERY_DAY, from, to)).contains(time))
                    .isEqualTo(active);
        }

        @ParameterizedTest
        @CsvSource({
            "08:00, 18:00, 2026-03-28T20:00:00Z, 2026-03-29T06:00:00Z",
            "08:00, 18:00, 2026-10-24T20:00:00Z, 2026-10-25T07:00:00Z",
            "02:30, 05:00, 2026-03-28T20:00:00Z, 2026-03-29T01:00:00Z",
            "02:30, 05:00, 2026-10-24T20:00:00Z, 2026-10-25T00:30:00Z",
            "02:30, 02:50, 2026-10-25T00:55:00Z, 2026-10-25T01:30:00Z",
            "08:00, 18:00, 2026-11-24T07:00:00Z, 2026-11-25T07:00:00Z",
        })
        void startNext(String from, String to, Instant after, Instant start) {
            ActiveHours hours = hours(ZURICH, null, period(EVERY_DAY, from, to));

            assertThat(hours.nextStart(after)).isEqualTo(start);
            assertThat(hours.contains(start)).isTrue();
        }

        @Test
        void startAfterWeekendWithNearestPeriod() {
            ActiveHours hours = hours(
                    ZoneOffset.UTC,
                    null,
                    period(Set.of(DayOfWeek.MONDAY), "10:00", "12:00"),
                    period(Set.of(DayOfWeek.MONDAY), "08:00", "09:00"));

            assertThat(hours.nextStart(Instant.parse("2026-11-23T08:00:00Z")))
                    .isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
            assertThat(hours.nextStart(Instant.parse("2026-11-23T12:00:00Z")))
                    .isEqualTo(Instant.parse("2026-11-30T08:00:00Z"));
        }

        @Test
        void needPeriodsWithDays() {
            assertThatThrownBy(() -> hours(ZURICH, null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> period(Set.of(), "08:00", "18:00")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Messages {

        /** A Tuesday. */
        private static final Instant EVENING = Instant.parse("2026-11-24T19:00:00Z");

        private static final ActiveHours OFFICE = hours(ZoneOffset.UTC, null, period(WORKDAYS, "08:00", "18:00"));

        private final SettableClock clock = new SettableClock(EVENING);
        private final AlertRouterFactory routers = new AlertRouterFactory(NotificationPolicies.EACH);
        private Store store;
        private Outbox outbox;

        @BeforeEach
        void open() throws StoreException {
            store = Store.open(new StateLocation.Memory());
            outbox = new Outbox(store, clock, routers);
            use(Map.of("n", OFFICE));
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Test
        void areSentAtOnceDuringHours() throws Exception {
            clock.move(Duration.ofHours(-2));
            dies("mysql");

            assertThat(sent("n")).containsExactly("1");
        }

        @Test
        void waitAndAreSentAsOne() throws Exception {
            dies("mysql");
            dies("redis");
            clock.move(Duration.ofHours(3));
            dies("web");
            assertThat(sent("n")).isEmpty();
            assertThat(outbox.nextDue())
                    .contains(EVENING.plus(Duration.ofHours(13)).toEpochMilli());
            assertThat(outbox.countDue()).isZero();

            clock.move(Duration.ofHours(10));

            assertThat(sent("n")).containsExactly("3 messages in one: they waited for the active hours 3");
            assertThat(sent("n")).isEmpty();
            dies("mysql");
            assertThat(sent("n")).containsExactly("1");
        }

        @Test
        void keepTextIfOnlyOneWaits() throws Exception {
            dies("mysql");
            clock.move(Duration.ofHours(13));

            assertThat(sent("n")).containsExactly("1");
        }

        @Test
        void waitOverWeekend() throws Exception {
            clock.move(Duration.ofDays(3));
            dies("mysql");
            clock.move(Duration.ofHours(13 + 24));
            assertThat(sent("n")).isEmpty();

            clock.move(Duration.ofHours(24));

            assertThat(sent("n")).containsExactly("1");
        }

        @Test
        void ofGroupsAndCrashLoopsWait() throws Exception {
            routers.replacePolicies(
                    new NotificationPolicies(NotificationPolicy.DEFAULT, Map.of(), List.of(), Map.of("n", OFFICE)));
            for (int i = 0; i < 5; i++) {
                dies("mysql");
                clock.move(Duration.ofMinutes(1));
                assertThat(sent("n")).isEmpty();
            }
            clock.move(Duration.ofHours(1));
            assertThat(sent("n")).isEmpty();

            clock.move(Duration.ofHours(12));

            assertThat(sent("n"))
                    .singleElement()
                    .asString()
                    .contains("2 about crash loops")
                    .endsWith(" 5");
        }

        @Test
        void thatWereTriedWaitForNextHours() throws Exception {
            clock.move(Duration.ofHours(-2));
            dies("mysql");
            Queue queue = queue();
            PendingMessage tried = queue.claim("n", 1).get(0);
            queue.begin(tried);
            queue.postpone(tried, Optional.of(EVENING), new Queue.Failure("away", false, List.of()));
            clock.move(Duration.ofHours(2));
            assertThat(sent("n")).isEmpty();
            queue.retryNow("n");
            assertThat(sent("n")).isEmpty();

            clock.move(Duration.ofHours(13));

            assertThat(sent("n")).containsExactly("1");
        }

        @Test
        void withoutAlertsDoNotWait() throws Exception {
            store.transaction(sql -> {
                new DeliveryRepository(sql, clock.millis()).add("n", new Notice("key", "", "subject", "text", "html"));
                return null;
            });

            assertThat(sent("n")).hasSize(1);
        }

        @Test
        void ofOtherNotifiersDoNotWait() throws Exception {
            use(Map.of("m", OFFICE));
            dies("mysql");

            assertThat(sent("n")).containsExactly("1");
        }

        @Test
        void goToOtherNotifier() throws Exception {
            use(Map.of("n", hours(ZoneOffset.UTC, "night", period(WORKDAYS, "08:00", "18:00"))));
            dies("mysql");

            assertThat(sent("n")).isEmpty();
            assertThat(sent("night")).containsExactly("1");
            clock.move(Duration.ofHours(13));
            assertThat(sent("n")).isEmpty();
        }

        @Test
        void goToLastOfSeveralNotifiers() throws Exception {
            use(Map.of(
                    "n", hours(ZoneOffset.UTC, "evening", period(WORKDAYS, "08:00", "18:00")),
                    "evening", hours(ZoneOffset.UTC, "night", period(EVERY_DAY, "18:00", "22:00")),
                    "night", hours(ZoneOffset.UTC, null, period(EVERY_DAY, "23:00", "08:00"))));
            dies("mysql");
            assertThat(sent("evening")).containsExactly("1");

            clock.move(Duration.ofMinutes(210));
            dies("redis");
            assertThat(sent("evening")).isEmpty();
            assertThat(sent("night")).isEmpty();
            clock.move(Duration.ofMinutes(30));
            assertThat(sent("night")).containsExactly("1");
        }

        @Test
        void areReleasedByChangedHours() throws Exception {
            dies("mysql");
            dies("redis");
            assertThat(sent("n")).isEmpty();

            use(Map.of());

            assertThat(sent("n")).singleElement().asString().startsWith("2 messages in one");
        }

        @Test
        void thatWaitGoToNewOtherNotifier() throws Exception {
            dies("mysql");
            use(Map.of("n", hours(ZoneOffset.UTC, "night", period(WORKDAYS, "08:00", "18:00"))));

            assertThat(sent("n")).isEmpty();
            assertThat(sent("night")).containsExactly("1");
        }

        @Nested
        @WithPostgres
        class InSharedState {

            @Test
            void waitOrGoToOtherNotifier(PostgresServer postgres) throws Exception {
                store.close();
                store = Store.open(StateLocation.parse(postgres.createDatabase()));
                outbox = new Outbox(store, clock, routers);
                dies("mysql");
                dies("redis");
                assertThat(sent("n")).isEmpty();
                clock.move(Duration.ofHours(13));
                assertThat(sent("n")).singleElement().asString().startsWith("2 messages in one");

                use(Map.of("n", hours(ZoneOffset.UTC, "night", period(WORKDAYS, "18:00", "08:00"))));
                dies("web");
                assertThat(sent("n")).isEmpty();
                assertThat(sent("night")).containsExactly("1");
            }
        }

        private void use(Map<String, ActiveHours> hours) {
            routers.replacePolicies(new NotificationPolicies(NotificationPolicy.EACH, Map.of(), List.of(), hours));
        }

        private void dies(String name) throws StoreException {
            Instant now = clock.instant();
            Alert alert = Alerts.alert(
                    Events.of("""
                            {"Type":"container","Action":"die","Actor":{"ID":"id-%1$s","Attributes":{"name":"%1$s"}},
                            "timeNano":%2$d000000}""".formatted(name, now.toEpochMilli())).withPlanned(false));
            outbox.record(List.of(new OutboxEntry.NewAlert(alert)), Map.of());
        }

        private Queue queue() {
            return new Queue(store, "watcher", clock);
        }

        /** Sends what is due, and returns the headline, if any, and the number of alerts of each message. */
        private List<String> sent(String notifier) throws StoreException {
            outbox.sendDue();
            List<String> sent = new ArrayList<>();
            for (PendingMessage message : queue().claim(notifier, 20)) {
                queue().begin(message);
                queue().sent(message, notifier);
                sent.add((message.headline().orElse("") + " " + message.total()).strip());
            }
            return sent;
        }
    }
}
