package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import picocli.CommandLine.Option;

/** {@code --host} of the commands that use one Docker host. */
public final class HostOption {

    static final String FORMS = "unix:///path/docker.sock, tcp://host:port[?certificates=FOLDER] or ssh://user@host";

    @Option(
            names = "--host",
            paramLabel = "URI",
            description = "Docker host: " + FORMS + ". Default: DOCKER_HOST, else the default socket.")
    private String uri;

    /**
     * The host.
     *
     * @throws UserException if the option, or DOCKER_HOST without it, is invalid
     */
    public DockerHost parse() throws UserException {
        try {
            return uri == null ? DockerHost.ofEnvironment(System.getenv()) : DockerHost.parse(uri, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new UserException((uri == null ? "DOCKER_HOST: " : "--host: ") + e.getMessage());
        }
    }
}
