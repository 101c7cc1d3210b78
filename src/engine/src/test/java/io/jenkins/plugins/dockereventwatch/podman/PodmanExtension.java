package io.jenkins.plugins.dockereventwatch.podman;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts Podman's API for each class that asks for it. */
final class PodmanExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PodmanExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = PodmanServer.whyNone();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("there is Podman");
        }
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IllegalStateException("these tests must not be skipped where CI=true: " + missing.get());
        }
        return ConditionEvaluationResult.disabled(PodmanTestsSummary.NO_PODMAN, missing.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PodmanServer.class;
    }

    @Override
    public PodmanServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getParent()
                .orElse(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        PodmanServer.class,
                        key -> {
                            try {
                                return PodmanServer.start();
                            } catch (IOException e) {
                                throw new IllegalStateException("no Podman", e);
                            }
                        },
                        PodmanServer.class);
    }
}
