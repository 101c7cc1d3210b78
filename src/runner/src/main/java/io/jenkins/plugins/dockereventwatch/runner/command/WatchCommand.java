package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.service.WatchIntegrations;
import io.jenkins.plugins.dockereventwatch.service.WatchService;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watch}: watches Docker hosts until the program is stopped. */
@Command(
        name = "watch",
        description = {
            "Watches Docker hosts and sends alerts by the rules of config.yml, until SIGTERM or Ctrl-C.",
            "Changes of config.yml and its templates take effect without a restart."
        },
        exitCodeList = {"0:stopped by SIGTERM or Ctrl-C", "2:the configuration, a host or the state is invalid"})
public final class WatchCommand extends ProgramCommand {

    private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(1);

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
        ConfigurationReader reader = configurationReader();
        WatchConfiguration configuration = read(reader, config);
        Map<String, DockerHost> labelled = labelled();
        Store store = state.open();
        WatchService service = new WatchService(store, WatchIntegrations.NONE, Clock.systemUTC());
        service.apply(configuration.withHosts(labelled));
        try (AutoCloseable started = monitoring.start(labelled.keySet(), service);
                ConfigurationWatcher watcher = new ConfigurationWatcher(
                        config, reader, RELOAD_INTERVAL, changed -> service.apply(changed.withHosts(labelled)))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, store), "docker-event-watch stop"));
            // Ends with the program.
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private void stop(WatchService service, Store store) {
        service.close();
        store.close();
        err().flush();
        // Without this, the exit code would be that of the signal.
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private Map<String, DockerHost> labelled() throws UserException {
        List<String> uris = hosts.isEmpty() ? Collections.singletonList(null) : hosts;
        if (!labels.isEmpty() && labels.size() != uris.size()) {
            throw new UserException(
                    "--host-label: expected one for each --host (" + uris.size() + "), got " + labels.size());
        }
        Map<String, DockerHost> labelled = new LinkedHashMap<>();
        for (int i = 0; i < uris.size(); i++) {
            DockerHost host = HostOption.parse(uris.get(i));
            String option = labels.isEmpty() ? null : labels.get(i);
            String name = host.uri().getHost();
            String label =
                    uris.size() > 1 && option == null ? HostOption.defaultLabel(name) : HostOption.label(option, name);
            if (labelled.putIfAbsent(label, host) != null) {
                throw new UserException(
                        "Duplicate host label '" + label + "': expected a different --host-label for each --host");
            }
        }
        return labelled;
    }
}
