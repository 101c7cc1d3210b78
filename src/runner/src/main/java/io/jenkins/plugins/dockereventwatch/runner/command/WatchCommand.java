package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.service.WatchIntegrations;
import io.jenkins.plugins.dockereventwatch.service.WatchService;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.nio.file.Path;
import java.time.Clock;
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

/** {@code watch}: watches Docker hosts until the program is stopped. */
@Command(
        name = "watch",
        description = {
            "Watches Docker hosts and sends alerts by the rules of config.yml, until SIGTERM or Ctrl-C.",
            "Changes of config.yml and its templates take effect without a restart."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped by SIGTERM or Ctrl-C", "2:the configuration, a host or the state is invalid"})
public final class WatchCommand implements Callable<Integer> {

    private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "config.yml")
    private Path config;

    @Option(
            names = "--host",
            paramLabel = "URI",
            description = "Docker host: " + HostOption.FORMS + "; repeatable. Default: DOCKER_HOST, else the default"
                    + " socket. TLS over tcp: DOCKER_TLS_VERIFY, DOCKER_CERT_PATH.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--host-label",
            paramLabel = "NAME",
            description = "Name of the host in messages; with several hosts one for each, in the same order. Default:"
                    + " DOCKER_HOST_LABEL (for one host), else the host name.")
    private List<String> labels = new ArrayList<>();

    @Mixin
    private StateOption state;

    @Mixin
    private MonitoringOptions monitoring;

    @Override
    public Integer call() throws Exception {
        ConfigurationFile file = ConfigurationFile.of(config);
        WatchConfiguration configuration = file.read();
        Map<String, DockerHost> labelled = labelled();
        Store store = state.open();
        WatchService service = new WatchService(store, WatchIntegrations.NONE, Clock.systemUTC());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            service.close();
                            store.close();
                            spec.commandLine().getErr().flush();
                            // Without this, the exit code would be that of the signal.
                            Runtime.getRuntime().halt(ExitCode.OK);
                        },
                        "docker-event-watch stop"));
        service.apply(configuration.withHosts(labelled));
        try (AutoCloseable started = monitoring.start(labelled.keySet(), service);
                ConfigurationWatcher watcher = new ConfigurationWatcher(
                        file, RELOAD_INTERVAL, changed -> service.apply(changed.withHosts(labelled)))) {
            stopped.await();
        }
        return ExitCode.OK;
    }

    private Map<String, DockerHost> labelled() {
        int expected = Math.max(1, hosts.size());
        if (!labels.isEmpty() && labels.size() != expected) {
            throw invalid("--host-label: expected one for each --host (" + expected + "), got " + labels.size());
        }
        Map<String, String> environment = System.getenv();
        Map<String, DockerHost> labelled = new LinkedHashMap<>();
        List<DockerHost> parsed = parsed(environment);
        for (int i = 0; i < parsed.size(); i++) {
            DockerHost host = parsed.get(i);
            String option = labels.isEmpty() ? null : labels.get(i);
            String label = parsed.size() == 1 || option != null
                    ? HostOption.label(option, environment, host)
                    : HostOption.defaultLabel(host);
            if (labelled.putIfAbsent(label, host) != null) {
                throw invalid(
                        "Duplicate host label '" + label + "': expected a different --host-label for each --host");
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
            throw invalid((hosts.isEmpty() ? "DOCKER_HOST: " : "--host: ") + e.getMessage());
        }
    }

    private ParameterException invalid(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
