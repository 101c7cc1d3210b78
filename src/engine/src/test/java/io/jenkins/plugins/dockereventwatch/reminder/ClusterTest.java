package io.jenkins.plugins.dockereventwatch.reminder;

import static io.jenkins.plugins.dockereventwatch.reminder.Simulation.apt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.delivery.SynchronousDelivery;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.reminder.Simulation.Mail;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.schedule.JobScheduler;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two watchers on one PostgreSQL. */
@WithPostgres
class ClusterTest {

    /** A year in the long form of the test, otherwise a quarter. */
    private static final int WEEKS = Boolean.getBoolean("test.long") ? 53 : 13;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void twoWatchersSendEachMailOnce(PostgresServer postgres) throws Exception {
        String database = postgres.createDatabase();
        try (Simulation simulation = new Simulation(Store.open(StateLocation.parse(database)), "2026-11-25T12:00")
                        .hosts("docker-01");
                Store secondStore = Store.open(StateLocation.parse(database))) {
            Reminders first = simulation.reminders(simulation.store);
            Reminders second = simulation.reminders(secondStore);
            SynchronousDelivery firstDelivery = new SynchronousDelivery(simulation.store, simulation.clock);
            SynchronousDelivery secondDelivery = new SynchronousDelivery(secondStore, simulation.clock);
            for (int week = 0; week < WEEKS; week++) {
                simulation.outputs.put(
                        "docker-01", apt(Simulation.PATCH, "libssl3 3.0.19-1 3.0." + (20 + week) + "-1 security"));
                Instant monday = simulation
                        .settings
                        .schedule()
                        .next(simulation.clock.instant())
                        .orElseThrow();
                // A hotfix within the week, then the reminder.
                for (Instant time : List.of(monday.minus(Duration.ofDays(2)), monday)) {
                    simulation.clock.set(time);
                    bothAtOnce(
                            () -> checkAndSend(first, firstDelivery, simulation.settings),
                            () -> checkAndSend(second, secondDelivery, simulation.settings));
                }
            }

            List<Mail> mails = simulation.mailsTo("ops");
            assertThat(mails.stream().filter(mail -> mail.subject().contains("updates:")))
                    .hasSize(WEEKS)
                    .allSatisfy(mail -> {
                        assertThat(mail.at().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
                        assertThat(mail.at().toLocalTime()).isEqualTo(LocalTime.of(8, 0));
                    });
            assertThat(mails.stream().filter(mail -> mail.subject().contains("1 hotfix: libssl3")))
                    .hasSize(WEEKS);
            assertThat(mails).hasSize(2 * WEEKS);
        }
    }

    @Test
    void twoDeliveriesSendEachReminderOnce(PostgresServer postgres) throws Exception {
        String database = postgres.createDatabase();
        try (Simulation simulation = new Simulation(Store.open(StateLocation.parse(database)), "2026-11-25T12:00")
                        .hosts("docker-01", "docker-02");
                Store secondStore = Store.open(StateLocation.parse(database));
                Delivery first = simulation.delivery(simulation.store);
                Delivery second = simulation.delivery(secondStore)) {
            simulation.outputs.replaceAll((host, output) -> apt(Simulation.PATCH));
            Reminders other = simulation.reminders(secondStore);
            simulation.queueDue();
            for (int week = 1; week <= 3; week++) {
                simulation.clock.set(simulation
                        .settings
                        .schedule()
                        .next(simulation.clock.instant())
                        .orElseThrow());
                bothAtOnce(simulation::queueDue, () -> other.runRound(simulation.settings));
                assertThat(first.awaitIdle(PATIENCE)).isTrue();
                assertThat(second.awaitIdle(PATIENCE)).isTrue();
                assertThat(simulation.mailsTo("ops")).hasSize(2 * week);
            }
        }
    }

    private static void checkAndSend(Reminders watcher, SynchronousDelivery delivery, ReminderSettings settings) {
        watcher.runRound(settings);
        delivery.send(settings.notifiers().values());
    }

    private static void bothAtOnce(Runnable one, Runnable other) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = List.of(thread(start, one), thread(start, other));
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Thread thread(CountDownLatch start, Runnable task) {
        return new Thread(() -> {
            try {
                start.await(10, TimeUnit.SECONDS);
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void quartzRunsTaskOnOneWatcher(PostgresServer postgres) throws Exception {
        String database = postgres.createDatabase();
        CronSchedule eachSecond = CronSchedule.parse("* * * * * ?", ZoneOffset.UTC, "x", Holidays.NONE, Instant.now());
        AtomicInteger runs = new AtomicInteger();
        try (Store one = Store.open(StateLocation.parse(database));
                Store other = Store.open(StateLocation.parse(database));
                JobScheduler first = JobScheduler.of(one, "test", new WorkerErrors());
                JobScheduler second = JobScheduler.of(other, "test", new WorkerErrors())) {
            long begin = System.nanoTime();
            first.schedule("second", eachSecond, runs::incrementAndGet);
            second.schedule("second", eachSecond, runs::incrementAndGet);
            await().atMost(Duration.ofSeconds(60)).until(() -> runs.get() >= 8);

            first.close();
            int before = runs.get();

            await().atMost(Duration.ofSeconds(60)).until(() -> runs.get() > before + 3);
            second.close();
            // A slow machine may run several late at once; were each run by both, there would be two for each second.
            long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            assertThat((long) runs.get()).isLessThanOrEqualTo(seconds + 2);
        }
    }
}
