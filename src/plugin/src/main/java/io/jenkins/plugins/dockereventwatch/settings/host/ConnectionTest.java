package io.jenkins.plugins.dockereventwatch.settings.host;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tests the connection to a Docker host. */
final class ConnectionTest {

    /** Short, since an administrator waits for the page. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();

    /**
     * Connects to a host.
     *
     * @return the version of the engine and the difference of its clock, for the administrator
     * @throws IllegalArgumentException if the host does not respond; the message states the reason
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
