package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;

/** {@code --host} of the commands that use one Docker host. */
public final class HostOption {

    static final String FORMS = "unix:///path/docker.sock, tcp://host:port[?certificates=FOLDER] or ssh://user@host";

    @Option(
            names = "--host",
            paramLabel = "URI",
            description = "Docker host: " + FORMS + ". Default: DOCKER_HOST, else the default socket.")
    private String uri;

    /** The host of the option; without it, that of DOCKER_HOST. */
    public DockerHost parse() throws UserException {
        return parse(uri);
    }

    /** A host by an option; null: that of DOCKER_HOST. */
    static DockerHost parse(String uri) throws UserException {
        return uri == null
                ? UserException.parse("DOCKER_HOST", () -> DockerHost.ofEnvironment(System.getenv()))
                : UserException.parse("--host", () -> DockerHost.parse(uri, System.getenv()));
    }

    /**
     * The label of a host in messages: the option, {@code DOCKER_HOST_LABEL}, or the host name.
     *
     * @param option the value of {@code --host-label}; null: not given
     * @param name the host name; null: that of this machine
     */
    static String label(String option, String name) {
        String label = option != null ? option : System.getenv().getOrDefault("DOCKER_HOST_LABEL", "");
        return option == null && label.isEmpty() ? defaultLabel(name) : label;
    }

    static String defaultLabel(String name) {
        try {
            return name == null ? InetAddress.getLocalHost().getHostName() : name;
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
