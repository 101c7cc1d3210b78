package io.jenkins.plugins.dockereventwatch.postgres;

import java.io.IOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts a server for each class that asks for one. */
final class PostgresExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (PostgresServer.programs().isPresent()) {
            return ConditionEvaluationResult.enabled("there is PostgreSQL");
        }
        String missing = "no initdb and postgres under /usr/lib/postgresql or on the PATH (Debian: postgresql)";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IllegalStateException("these tests must not be skipped where CI=true: " + missing);
        }
        return ConditionEvaluationResult.disabled(PostgresTestsSummary.NO_SERVER, missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class;
    }

    @Override
    public PostgresServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getParent()
                .orElse(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        PostgresServer.class,
                        key -> {
                            try {
                                return PostgresServer.start();
                            } catch (IOException e) {
                                throw new IllegalStateException("no PostgreSQL", e);
                            }
                        },
                        PostgresServer.class);
    }
}
