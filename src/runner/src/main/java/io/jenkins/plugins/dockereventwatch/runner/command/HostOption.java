package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;

/** The Docker host of a command that works with one. */
final class HostOption {

    private HostOption() {}

    /**
     * The host.
     *
     * @param host what {@code --host} says; null: the environment does
     */
    static DockerHost parse(String host) throws UserException {
        try {
            return host == null ? DockerHost.ofEnvironment(System.getenv()) : DockerHost.parse(host, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new UserException((host == null ? "DOCKER_HOST: " : "--host: ") + e.getMessage());
        }
    }
}
