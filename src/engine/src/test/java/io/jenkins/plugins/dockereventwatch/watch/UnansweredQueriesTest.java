package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerContextCache;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What alerts know when an engine tells its events, but answers nothing else. */
class UnansweredQueriesTest {

    private static final DockerEvent DEATH = Events.container("die", "name", "mysql", "exitCode", "137");

    @Test
    @Timeout(30)
    void limitsWaitingForAnswers() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (ScriptedEngine engine = new ScriptedEngine();
                DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofMinutes(5));
                ContainerContextCache known = new ContainerContextCache(
                        "test", LogRedactor.NONE, Clock.systemUTC(), Duration.ofMillis(200), new WorkerErrors())) {
            engine.onceBefore("/containers/" + DEATH.actorId() + "/json", () -> hold(released));
            known.onConnect(connection);

            assertThat(known.contextOf(DEATH).join()).isEqualTo(AlertContext.NONE);
            assertThat(known.contextOf(DEATH)).as("nobody waits again").isCompletedWithValue(AlertContext.NONE);
            released.countDown();
        }
    }

    @Test
    void retriesFailedBuildQuery() throws IOException, InterruptedException {
        try (ScriptedEngine engine = new ScriptedEngine();
                DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofSeconds(5));
                ContainerContextCache known = new ContainerContextCache(
                        "test", LogRedactor.NONE, Clock.systemUTC(), Duration.ofSeconds(5), new WorkerErrors())) {
            String path = "/containers/" + DEATH.actorId() + "/json";
            engine.onceBefore(path, () -> {
                throw new IllegalStateException("the engine is busy");
            });
            engine.answerInstead(path, "{\"Config\":{\"Env\":[\"JOB_NAME=phone-book\",\"BUILD_NUMBER=42\"]}}");
            known.onConnect(connection);
            known.onEvent(Events.container("start", "name", "mysql"));

            await().untilAsserted(() -> assertThat(known.contextOf(DEATH).join().build())
                    .hasValueSatisfying(build -> assertThat(build.displayName()).isEqualTo("phone-book #42")));
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
