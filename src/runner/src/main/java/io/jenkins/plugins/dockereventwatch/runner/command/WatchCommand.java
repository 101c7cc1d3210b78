package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.runner.DockerEventWatch;
import io.jenkins.plugins.dockereventwatch.runner.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code watch}: follows Docker hosts until the program is stopped. */
@Command(
        name = "watch",
        description = {
            "Follows Docker hosts and sends alerts by the rules of a config.yml, until SIGTERM or Ctrl-C.",
            "Changes of config.yml and its templates take effect without a restart."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped by SIGTERM or Ctrl-C", "2:the configuration, a host or the state is wrong"})
public final class WatchCommand implements Callable<Integer> {

    private static final Duration LOOK_AT_FILES = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "config.yml")
    private Path config;

    @Option(
            names = "--host",
            paramLabel = "URI",
            description =
                    "unix:///path/docker.sock, tcp://host:port[?certificates=FOLDER] or ssh://user@host; repeatable."
                            + " Default: DOCKER_HOST, else the default socket. TLS over tcp: DOCKER_TLS_VERIFY, DOCKER_CERT_PATH.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--host-label",
            paramLabel = "NAME",
            description = "What messages call the host; with several hosts one for each, in their order."
                    + " Default: DOCKER_HOST_LABEL (for one host), else the host's name.")
    private List<String> labels = new ArrayList<>();

    @Mixin
    private StateOption state;

    @Mixin
    private MonitoringOptions watching;

    @Override
    public Integer call() throws Exception {
        ConfigurationFile file = ConfigurationFile.of(config);
        WatchConfiguration configuration = file.read();
        Map<String, DockerHost> labelled = labelled();
        Watch watch = new Watch(state.open(), labelled, configuration);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            watch.close();
                            spec.commandLine().getErr().flush();
                            // Being stopped is how this command ends well.
                            Runtime.getRuntime().halt(DockerEventWatch.EXIT_OK);
                        },
                        "docker-event-watch stop"));
        watch.start();
        try (AutoCloseable signs = watching.begin(labelled.keySet(), watch::health);
                ConfigurationWatcher follower = new ConfigurationWatcher(file, LOOK_AT_FILES, watch::change)) {
            stopped.await();
        }
        return DockerEventWatch.EXIT_OK;
    }

    private Map<String, DockerHost> labelled() {
        if (labels.size() > Math.max(1, hosts.size()) || (hosts.size() > 1 && labels.size() % hosts.size() != 0)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--host-label: one for each --host is wanted; there are " + labels.size() + " for "
                            + Math.max(1, hosts.size()));
        }
        Map<String, String> environment = System.getenv();
        Map<String, DockerHost> labelled = new LinkedHashMap<>();
        List<DockerHost> parsed = parsed(environment);
        for (int i = 0; i < parsed.size(); i++) {
            DockerHost host = parsed.get(i);
            String asked = labels.isEmpty() ? null : labels.get(i);
            String label = parsed.size() == 1 || asked != null
                    ? HostLabel.of(asked, environment, host)
                    : HostLabel.ofHost(host);
            if (labelled.putIfAbsent(label, host) != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "two hosts are called '" + label + "'; tell them apart with --host-label, one for each --host");
            }
        }
        return labelled;
    }

    private List<DockerHost> parsed(Map<String, String> environment) {
        try {
            return hosts.isEmpty()
                    ? List.of(DockerHost.ofEnvironment(environment))
                    : hosts.stream()
                            .map(host -> DockerHost.parse(host, environment))
                            .toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), (hosts.isEmpty() ? "DOCKER_HOST: " : "--host: ") + e.getMessage());
        }
    }
}
