package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** What messages call a Docker host: as asked for, {@code DOCKER_HOST_LABEL}, else the host's own name. */
final class HostLabel {

    private HostLabel() {}

    static String of(String asked, Map<String, String> environment, DockerHost host) {
        if (asked != null) {
            return asked;
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
