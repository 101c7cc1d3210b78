package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.Extension;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.host.HostImages;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.credentials.LiveSurroundings;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jenkins.util.SetContextClassLoader;

/** The configured Docker hosts that an administrator has opened to builds. The controller connects to them. */
@Extension
public final class SettingsImageHosts implements ImageHosts {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static Stream<DockerHostSetting> open() {
        return DockerEventWatchConfiguration.get().getHosts().stream().filter(DockerHostSetting::isImagesForBuilds);
    }

    @Override
    public List<String> names() {
        return open().map(DockerHostSetting::getName).distinct().toList();
    }

    @Override
    public List<NamedImage> images(String name, HostImageSelection wanted) throws IOException, InterruptedException {
        DockerHostSetting setting = open().filter(host -> host.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException(Messages.SettingsImageHosts_Unknown(name)));
        // docker-java loads its services through the context class loader.
        try (SetContextClassLoader loader = new SetContextClassLoader(SettingsImageHosts.class);
                LiveSurroundings surroundings = new LiveSurroundings();
                DockerConnection connection = DockerConnection.open(setting.toHost(surroundings), PATIENCE)) {
            HostImages images = new HostImages(connection);
            return wanted == HostImageSelection.RUNNING ? images.running() : images.local();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
