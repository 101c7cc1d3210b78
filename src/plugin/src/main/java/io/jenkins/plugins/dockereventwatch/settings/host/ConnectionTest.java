package io.jenkins.plugins.dockereventwatch.settings.host;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tries to reach a Docker host. */
final class ConnectionTest {

    /** An administrator waits before a page. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();

    /**
     * Reaches it.
     *
     * @return for people, what the engine says of itself, and how far its clock is from ours
     * @throws IllegalArgumentException if it does not answer; says why
     */
    String of(DockerHost host) {
        try (DockerConnection connection = DockerConnection.open(host, PATIENCE)) {
            connection.ping();
            Instant before = clock.instant();
            EngineInfo engine = connection.info();
            Instant halfWay =
                    before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            double ahead = Duration.between(halfWay, engine.time()).toMillis() / 1000.0;
            return Math.abs(ahead) < 1
                    ? Messages.ConnectionTest_Answers(engine.version(), engine.running())
                    : Messages.ConnectionTest_AnswersOtherTime(engine.version(), engine.running(), ahead);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException(Messages.ConnectionTest_Interrupted());
        }
    }
}
