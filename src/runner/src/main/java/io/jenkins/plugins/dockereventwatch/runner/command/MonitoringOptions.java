package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.heartbeat.PushUrl;
import io.jenkins.plugins.dockereventwatch.runner.server.HealthServer;
import io.jenkins.plugins.dockereventwatch.runner.server.LivenessReporter;
import io.jenkins.plugins.dockereventwatch.runner.server.WatchHealth;
import io.jenkins.plugins.dockereventwatch.runner.server.WatchMetrics;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How {@code watch} is watched itself. */
final class MonitoringOptions {

    private static final int HIGHEST_PORT = 65535;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "[ADDRESS:]PORT",
            description =
                    "Answers /healthz and /metrics (Prometheus) there. Address: 127.0.0.1 unless you say otherwise;"
                            + " nobody is asked for a password.")
    private String listen;

    @Option(
            names = "--push-url",
            paramLabel = "URL",
            description = "Is called while all is well, for a dead man's switch. Default: DOCKER_EVENT_WATCH_PUSH_URL.")
    private String pushUrl = System.getenv().getOrDefault("DOCKER_EVENT_WATCH_PUSH_URL", "");

    @Option(
            names = "--push-every",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "How often. Default: ${DEFAULT-VALUE}.")
    private String pushEvery;

    /** Checks them, and begins; what is returned ends it. */
    AutoCloseable begin(Set<String> hosts, Supplier<WatchHealth> health) throws UserException {
        InetSocketAddress address = address();
        PushUrl push = push();
        Duration interval = interval();
        LivenessReporter signs = new LivenessReporter(health);
        HealthServer server = null;
        if (address != null) {
            try {
                server = new HealthServer(address, health, new WatchMetrics(hosts, health)::text);
            } catch (IOException e) {
                signs.close();
                throw new UserException("--listen: " + listen + ": " + e.getMessage());
            }
        }
        if (push != null) {
            signs.push(push, interval);
        }
        signs.toSystemd(System.getenv());
        HealthServer opened = server;
        return () -> {
            signs.close();
            if (opened != null) {
                opened.close();
            }
        };
    }

    private InetSocketAddress address() {
        if (listen == null) {
            return null;
        }
        int colon = listen.lastIndexOf(':');
        try {
            int port = Integer.parseInt(listen.substring(colon + 1));
            if (port >= 0 && port <= HIGHEST_PORT) {
                return new InetSocketAddress(colon < 0 ? "127.0.0.1" : listen.substring(0, colon), port);
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is no port.
        }
        throw new ParameterException(spec.commandLine(), "--listen: '" + listen + "' is not [ADDRESS:]PORT");
    }

    private PushUrl push() {
        try {
            return pushUrl.isEmpty() ? null : new PushUrl(new Secret(pushUrl));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--push-url: an address that begins with http:// or https:// is wanted");
        }
    }

    private Duration interval() {
        try {
            return DurationText.parse(pushEvery);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--push-every: " + e.getMessage());
        }
    }
}
