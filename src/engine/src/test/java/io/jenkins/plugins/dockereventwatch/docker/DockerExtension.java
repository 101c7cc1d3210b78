package io.jenkins.plugins.dockereventwatch.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Finds a Docker Engine ({@code DOCKER_HOST}, the default socket) or starts a private one. */
final class DockerExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(DockerExtension.class);

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
        return Optional.of("no Docker Engine answers, and no dockerd can be started (it needs root)");
    }

    private static Optional<DockerHost> existing() {
        DockerHost host = DockerHost.ofEnvironment(System.getenv());
        boolean there = !host.uri().getScheme().equals("unix")
                || Files.isReadable(Path.of(host.uri().getPath()));
        return there ? Optional.of(host) : Optional.empty();
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
