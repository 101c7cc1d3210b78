package io.jenkins.plugins.dockereventwatch.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Uses the Docker Engine of {@code DOCKER_HOST} or of the default socket if it responds; otherwise starts a private one. */
final class DockerExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(DockerExtension.class);
    private static final Duration RESPONSE = Duration.ofSeconds(10);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = whyNone();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("there is a Docker Engine");
        }
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IllegalStateException("these tests must not be skipped where CI=true: " + missing.get());
        }
        return ConditionEvaluationResult.disabled(DockerTestsSummary.NO_ENGINE, missing.get());
    }

    private static Optional<String> whyNone() {
        if (!Files.isExecutable(DockerEngine.BUSYBOX)) {
            return Optional.of("no " + DockerEngine.BUSYBOX + " to make an image of (Debian: busybox-static)");
        }
        if (existing().isPresent() || PrivateDaemon.canStart()) {
            return Optional.empty();
        }
        return Optional.of("no Docker Engine responds, and no dockerd can be started (it needs root)");
    }

    private static Optional<DockerHost> existing() {
        return Existing.HOST;
    }

    /** Asked once per JVM: an engine that does not respond costs its timeout. */
    private static final class Existing {
        static final Optional<DockerHost> HOST = responding(System.getenv());
    }

    /** The engine that the environment names, if it responds to a ping. */
    static Optional<DockerHost> responding(Map<String, String> environment) {
        try {
            DockerHost host = DockerHost.ofEnvironment(environment);
            try (DockerConnection connection = DockerConnection.open(host, RESPONSE)) {
                connection.ping();
                return Optional.of(host);
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Test classes of several JVMs take turns on an engine that all of them see. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (existing().isPresent()) {
            context.getStore(NAMESPACE).computeIfAbsent(Turn.class, key -> Turn.await(), Turn.class);
        }
    }

    /** Held until the test class has ended. */
    private record Turn(FileChannel file) implements AutoCloseable {

        @SuppressWarnings("resource")
        static Turn await() {
            try {
                Path path = Path.of(System.getProperty("java.io.tmpdir"), "docker-event-watch-tests.lock");
                FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                file.lock();
                return new Turn(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DockerEngine.class;
    }

    @Override
    public DockerEngine resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean own = parameter.isAnnotated(WithDocker.Private.class);
        ExtensionContext owner = own ? context : context.getRoot();
        return owner.getStore(NAMESPACE)
                .computeIfAbsent(
                        own,
                        key -> {
                            try {
                                return existing().isPresent() && !own
                                        ? DockerEngine.at(existing().get())
                                        : DockerEngine.start();
                            } catch (IOException e) {
                                throw new IllegalStateException("no Docker Engine", e);
                            }
                        },
                        DockerEngine.class);
    }
}
