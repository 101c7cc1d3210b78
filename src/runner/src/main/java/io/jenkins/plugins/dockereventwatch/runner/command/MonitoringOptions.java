package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.heartbeat.PushUrl;
import io.jenkins.plugins.dockereventwatch.runner.server.HealthServer;
import io.jenkins.plugins.dockereventwatch.runner.server.LivenessReporter;
import io.jenkins.plugins.dockereventwatch.runner.server.WatchMetrics;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import io.jenkins.plugins.dockereventwatch.watch.HealthSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options by which {@code watch} is monitored. */
final class MonitoringOptions {

    @Option(
            names = "--listen",
            paramLabel = "[ADDRESS:]PORT",
            description =
                    "Serve /healthz and /metrics (Prometheus), without authentication. Default address: 127.0.0.1.")
    private String listen;

    @Option(
            names = "--push-url",
            paramLabel = "URL",
            description = "URL to call while the watch is healthy (dead man's switch). Default:"
                    + " DOCKER_EVENT_WATCH_PUSH_URL.")
    private String pushUrl = System.getenv().getOrDefault("DOCKER_EVENT_WATCH_PUSH_URL", "");

    @Option(
            names = "--push-every",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "Interval of --push-url. Default: ${DEFAULT-VALUE}.")
    private String pushEvery;

    /**
     * Starts what the options request.
     *
     * @param hosts the labels of the watched hosts
     * @return stops it
     */
    AutoCloseable start(Set<String> hosts, HealthSource health) throws UserException {
        InetSocketAddress address = address();
        PushUrl url = url();
        Duration interval = UserException.parse("--push-every", () -> DurationText.parse(pushEvery));
        HealthServer server = address == null ? null : serve(address, hosts, health);
        LivenessReporter reporter = new LivenessReporter(health);
        if (url != null) {
            reporter.push(url, interval);
        }
        reporter.notifySystemd(System.getenv());
        return () -> {
            reporter.close();
            if (server != null) {
                server.close();
            }
        };
    }

    private HealthServer serve(InetSocketAddress address, Set<String> hosts, HealthSource health) throws UserException {
        try {
            return new HealthServer(address, health, new WatchMetrics(hosts, health));
        } catch (IOException e) {
            throw new UserException("--listen: " + listen + ": " + e.getMessage());
        }
    }

    private InetSocketAddress address() throws UserException {
        if (listen == null) {
            return null;
        }
        int colon = listen.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    colon < 0 ? "127.0.0.1" : listen.substring(0, colon),
                    Integer.parseInt(listen.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new UserException("--listen: Invalid address '" + listen + "': expected [ADDRESS:]PORT");
        }
    }

    private PushUrl url() throws UserException {
        try {
            return pushUrl.isEmpty() ? null : new PushUrl(new Secret(pushUrl));
        } catch (IllegalArgumentException e) {
            // The value may be a secret.
            throw new UserException("--push-url: Invalid URL: expected http:// or https://");
        }
    }
}
