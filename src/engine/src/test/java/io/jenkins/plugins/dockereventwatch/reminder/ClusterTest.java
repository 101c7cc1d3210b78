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
        try (Simulation world = new Simulation(Store.open(StateLocation.parse(database)), "2026-11-25T12:00")
                        .hosts("docker-01");
                Store secondStore = Store.open(StateLocation.parse(database))) {
            Reminders first = world.reminders(world.store);
            Reminders second = world.reminders(secondStore);
            SynchronousDelivery firstDelivery = new SynchronousDelivery(world.store, world.clock);
            SynchronousDelivery secondDelivery = new SynchronousDelivery(secondStore, world.clock);
            for (int week = 0; week < WEEKS; week++) {
                world.outputs.put(
                        "docker-01",
                        apt("curl 7.88.1-10 7.88.1-11", "libssl3 3.0.19-1 3.0." + (20 + week) + "-1 security"));
                Instant monday =
                        world.settings.schedule().next(world.clock.instant()).orElseThrow();
                // A hotfix within the week, then the reminder.
                for (Instant time : List.of(monday.minus(Duration.ofDays(2)), monday)) {
                    world.clock.set(time);
                    bothAtOnce(
                            () -> look(first, firstDelivery, world.settings),
                            () -> look(second, secondDelivery, world.settings));
                }
            }

            List<Mail> mails = world.mailsTo("ops");
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
        try (Simulation world = new Simulation(Store.open(StateLocation.parse(database)), "2026-11-25T12:00")
                        .hosts("docker-01", "docker-02");
                Store secondStore = Store.open(StateLocation.parse(database));
                Delivery first = world.delivery(world.store);
                Delivery second = world.delivery(secondStore)) {
            world.outputs.replaceAll((host, output) -> apt("curl 7.88.1-10 7.88.1-11"));
            Reminders other = world.reminders(secondStore);
            world.queueDue();
            for (int week = 1; week <= 3; week++) {
                world.clock.set(
                        world.settings.schedule().next(world.clock.instant()).orElseThrow());
                bothAtOnce(world::queueDue, () -> other.runRound(world.settings));
                assertThat(first.awaitIdle(PATIENCE)).isTrue();
                assertThat(second.awaitIdle(PATIENCE)).isTrue();
                assertThat(world.mailsTo("ops")).hasSize(2 * week);
            }
        }
    }

    private static void look(Reminders watcher, SynchronousDelivery delivery, ReminderSettings settings) {
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
