package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** The label of a Docker host in messages: {@code --host-label}, {@code DOCKER_HOST_LABEL}, or the host name. */
final class HostLabel {

    private HostLabel() {}

    /**
     * The label of a host.
     *
     * @param option the value of {@code --host-label}; null: not given
     */
    static String of(String option, Map<String, String> environment, DockerHost host) {
        if (option != null) {
            return option;
        }
        String label = environment.getOrDefault("DOCKER_HOST_LABEL", "");
        return label.isEmpty() ? ofHost(host) : label;
    }

    static String ofHost(DockerHost host) {
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
