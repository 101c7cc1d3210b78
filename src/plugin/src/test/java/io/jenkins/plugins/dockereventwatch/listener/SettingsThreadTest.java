package io.jenkins.plugins.dockereventwatch.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettingsThreadTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();

    private void change() {
        begun.countDown();
        try {
            assertThat(goOn.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.incrementAndGet();
    }

    @Test
    void repeatsOnceForRequestsMadeMeanwhile() throws Exception {
        try (SettingsThread thread = new SettingsThread()) {
            thread.submit(this::change);
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            thread.submit(this::change);
            thread.submit(this::change);
            thread.submit(this::change);
            goOn.countDown();

            await().atMost(Duration.ofMinutes(1)).until(() -> done.get() == 2);
            await().during(Duration.ofMillis(200)).atMost(Duration.ofMinutes(1)).until(() -> done.get() == 2);
        }
    }

    @Test
    void survivesFault() {
        try (SettingsThread thread = new SettingsThread()) {
            goOn.countDown();
            thread.submit(() -> {
                done.incrementAndGet();
                throw new IllegalStateException("a fault that this test provokes");
            });
            await().atMost(Duration.ofMinutes(1)).until(() -> done.get() == 1);
            thread.submit(this::change);

            await().atMost(Duration.ofMinutes(1)).until(() -> done.get() == 2);
        }
    }
}
