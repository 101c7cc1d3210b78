package io.jenkins.plugins.dockereventwatch.alert;

/** Labels that compose and Swarm give to containers. */
public final class ContainerLabels {

    public static final String COMPOSE_PROJECT = "com.docker.compose.project";
    public static final String COMPOSE_SERVICE = "com.docker.compose.service";
    public static final String COMPOSE_NUMBER = "com.docker.compose.container-number";

    /** {@code True} for containers of {@code docker compose run}. */
    public static final String COMPOSE_ONE_OFF = "com.docker.compose.oneoff";

    public static final String SWARM_SERVICE = "com.docker.swarm.service.name";

    private ContainerLabels() {}
}
