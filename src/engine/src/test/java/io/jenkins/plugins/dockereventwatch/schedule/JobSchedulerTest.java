package io.jenkins.plugins.dockereventwatch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quartz in one process. In a cluster: {@code ClusterTest}. */
class JobSchedulerTest {

    private static final CronSchedule EACH_SECOND =
            CronSchedule.parse("* * * * * ?", ZoneId.of("Europe/Zurich"), "x", Holidays.NONE, Instant.now());

    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(new StateLocation.Memory());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void runsDueTasksDespiteErrors() {
        AtomicInteger runs = new AtomicInteger();
        try (JobScheduler scheduler = scheduler()) {
            scheduler.schedule("second", EACH_SECOND, () -> {
                if (runs.incrementAndGet() == 1) {
                    throw new IllegalStateException("a fault");
                }
            });

            await().atMost(Duration.ofSeconds(20)).until(() -> runs.get() >= 3);
        }
    }

    @Test
    void schedulersOfProcessAreIndependent() {
        AtomicInteger one = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        try (JobScheduler first = scheduler();
                JobScheduler second = scheduler()) {
            first.every("task", Duration.ofMillis(100), one::incrementAndGet);
            second.every("task", Duration.ofMillis(100), other::incrementAndGet);
            await().atMost(Duration.ofSeconds(20)).until(() -> one.get() > 1 && other.get() > 1);

            first.close();
            int last = one.get();
            int before = other.get();
            await().atMost(Duration.ofSeconds(20)).until(() -> other.get() > before + 2);
            assertThat(one).hasValue(last);
        }
    }

    @Test
    void runsReplacementOfTask() {
        AtomicInteger old = new AtomicInteger();
        AtomicInteger fresh = new AtomicInteger();
        try (JobScheduler scheduler = scheduler()) {
            scheduler.every("task", Duration.ofHours(1), old::incrementAndGet);
            scheduler.every("task", Duration.ofMillis(100), fresh::incrementAndGet);

            await().atMost(Duration.ofSeconds(20)).until(() -> fresh.get() > 2);
            assertThat(old.get()).isLessThan(2);
        }
    }

    @Test
    void combinesRepeatedRequests() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch released = new CountDownLatch(1);
        try (JobScheduler scheduler = scheduler()) {
            scheduler.every("task", Duration.ofHours(1), () -> {
                runs.incrementAndGet();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            await().atMost(Duration.ofSeconds(20)).until(() -> runs.get() == 1);
            for (int i = 0; i < 20; i++) {
                scheduler.soon("task");
            }
            released.countDown();

            await().atMost(Duration.ofSeconds(20)).until(() -> runs.get() == 2);
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> runs.get() == 2);
            scheduler.soon("task");
            await().atMost(Duration.ofSeconds(20)).until(() -> runs.get() == 3);
        }
    }

    @Test
    void closeInterruptsRunningTasks() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        JobScheduler scheduler = scheduler();
        scheduler.every("long", Duration.ofHours(1), () -> {
            begun.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        scheduler.close();

        assertThat(interrupted.await(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void startsWithForeignContextClassLoader() {
        AtomicInteger runs = new AtomicInteger();
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (JobScheduler scheduler = scheduler()) {
            scheduler.every("task", Duration.ofMillis(100), runs::incrementAndGet);
            await().atMost(Duration.ofSeconds(20)).until(() -> runs.get() > 0);
        } finally {
            thread.setContextClassLoader(outer);
        }
        assertThat(runs).hasPositiveValue();
    }

    private JobScheduler scheduler() {
        return JobScheduler.of(store, "", new WorkerErrors());
    }
}
