package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
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

    /**
     * The label of a host in messages: the option, {@code DOCKER_HOST_LABEL}, or the host name.
     *
     * @param option the value of {@code --host-label}; null: not given
     */
    static String label(String option, Map<String, String> environment, DockerHost host) {
        if (option != null) {
            return option;
        }
        String label = environment.getOrDefault("DOCKER_HOST_LABEL", "");
        return label.isEmpty() ? defaultLabel(host) : label;
    }

    static String defaultLabel(DockerHost host) {
        String name = host.uri().getHost();
        return name == null ? ofThisMachine() : name;
    }

    private static String ofThisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
