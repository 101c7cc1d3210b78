package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.AbortException;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.host.HostImages;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.util.SetContextClassLoader;

/** The configured Docker hosts that an administrator has opened to builds. The controller connects to them. */
final class ImageHosts {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private ImageHosts() {}

    /**
     * Returns the images of a host. Blocks until the host has responded.
     *
     * @throws AbortException if the host is not open to builds or cannot be queried, with a message for the user
     */
    static List<NamedImage> images(String name, HostImageSelection selection) throws IOException, InterruptedException {
        List<DockerHostSetting> open = DockerEventWatchConfiguration.get().getHosts().stream()
                .filter(DockerHostSetting::isImagesForBuilds)
                .toList();
        DockerHostSetting setting = open.stream()
                .filter(host -> host.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AbortException(unavailable(name, open)));
        // docker-java loads its services through the context class loader.
        try (SetContextClassLoader loader = new SetContextClassLoader(ImageHosts.class);
                JenkinsCredentialResolver credentials = new JenkinsCredentialResolver();
                DockerConnection connection = DockerConnection.open(setting.toHost(credentials), TIMEOUT)) {
            HostImages images = new HostImages(connection);
            return selection == HostImageSelection.RUNNING ? images.running() : images.local();
        } catch (IOException | IllegalArgumentException e) {
            throw new AbortException("Docker host " + name + ": " + e.getMessage());
        }
    }

    private static String unavailable(String name, List<DockerHostSetting> open) {
        return "Docker host '" + name + "' is not available to builds. "
                + (open.isEmpty()
                        ? "An administrator can make a host available in Manage Jenkins » System » Docker Event Watch."
                        : "Available hosts: "
                                + open.stream()
                                        .map(host -> host.name)
                                        .distinct()
                                        .collect(Collectors.joining(", ")));
    }
}
