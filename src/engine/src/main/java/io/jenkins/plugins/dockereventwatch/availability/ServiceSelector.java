package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.alert.ContainerLabels;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState;
import java.util.Optional;

/**
 * Selects the containers of a service.
 *
 * @param kind what is compared
 * @param value the name; a label is {@code KEY} or {@code KEY=VALUE}; not blank
 */
public record ServiceSelector(Kind kind, String value) {

    /** What identifies the containers. */
    public enum Kind {
        /** The name of one container. */
        CONTAINER,
        /** All services of a compose project. */
        PROJECT,
        /** One service of compose, as {@code PROJECT/SERVICE}, or {@code SERVICE} in any project. */
        COMPOSE_SERVICE,
        /** A Swarm service. */
        SWARM_SERVICE,
        /** Containers with a label. */
        LABEL
    }

    public ServiceSelector {
        if (value.isBlank() || !value.equals(value.strip())) {
            throw new InvalidValueException("service-selector", value);
        }
    }

    /** Returns whether a container belongs to the service. Containers of {@code docker compose run} belong to none. */
    boolean selects(ContainerState.Identity container) {
        String project = container.label(ContainerLabels.COMPOSE_PROJECT);
        String service = container.label(ContainerLabels.COMPOSE_SERVICE);
        if (container.label(ContainerLabels.COMPOSE_ONE_OFF).equalsIgnoreCase("true")) {
            return false;
        }
        return switch (kind) {
            case CONTAINER -> container.name().equals(value);
            case PROJECT -> project.equals(value) && !service.isEmpty();
            case COMPOSE_SERVICE ->
                !service.isEmpty() && (service.equals(value) || (project + "/" + service).equals(value));
            case SWARM_SERVICE -> container.label(ContainerLabels.SWARM_SERVICE).equals(value);
            case LABEL -> hasLabel(container);
        };
    }

    private boolean hasLabel(ContainerState.Identity container) {
        int equals = value.indexOf('=');
        return equals < 0
                ? container.labels().containsKey(value)
                : container.label(value.substring(0, equals)).equals(value.substring(equals + 1));
    }

    /** Returns the member that always has to run; empty: the members are those that have been seen running. */
    Optional<String> expected() {
        return kind == Kind.PROJECT || kind == Kind.LABEL ? Optional.empty() : Optional.of(value);
    }

    /** Returns the member of the service that a selected container belongs to. */
    String member(ContainerState.Identity container) {
        return expected().orElseGet(() -> place(container));
    }

    /** Identifies what a container is one of several, or successive, instances of. */
    private static String place(ContainerState.Identity container) {
        String swarm = container.label(ContainerLabels.SWARM_SERVICE);
        String project = container.label(ContainerLabels.COMPOSE_PROJECT);
        String service = container.label(ContainerLabels.COMPOSE_SERVICE);
        if (!swarm.isEmpty()) {
            return swarm;
        }
        return project.isEmpty() || service.isEmpty() ? container.name() : project + "/" + service;
    }
}
