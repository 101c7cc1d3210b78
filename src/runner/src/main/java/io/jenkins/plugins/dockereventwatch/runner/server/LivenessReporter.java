package io.jenkins.plugins.dockereventwatch.runner.server;

import io.jenkins.plugins.dockereventwatch.heartbeat.PushUrl;
import io.jenkins.plugins.dockereventwatch.watch.HealthSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reports that the program is alive: to a push URL (a dead man's switch) while the watch is healthy, and to systemd
 * ({@code Type=notify}, {@code WatchdogSec=}) while the program itself responds, whatever the state of the hosts.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify</a>
 */
public final class LivenessReporter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LivenessReporter.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String NOTIFY = "systemd-notify";

    private final HealthSource health;
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, task -> new Thread(task, "docker-event-watch liveness"));
    private boolean pushFailed;

    /** Reports nothing until {@link #push} or {@link #notifySystemd} is called. */
    public LivenessReporter(HealthSource health) {
        this.health = health;
    }

    /** Calls a URL at an interval while the watch is healthy. */
    public void push(PushUrl url, Duration interval) {
        repeat(interval, () -> {
            if (health.health().problems().isEmpty()) {
                logResult(url.call());
            }
        });
    }

    /** Does not log the URL, which may be a secret. */
    private void logResult(Optional<String> error) {
        if (error.isPresent() && !pushFailed) {
            LOG.log(Level.WARNING, "the push URL {0}; retrying at the next interval", error.get());
        }
        pushFailed = error.isPresent();
    }

    /** Reports to systemd that the program is ready, and at the interval of its watchdog, if any, that it is alive. */
    public void notifySystemd(Map<String, String> environment) {
        if (environment.containsKey("NOTIFY_SOCKET")) {
            timer.execute(guarded(() -> notify("--ready")));
            repeat(watchdog(environment.get("WATCHDOG_USEC")), () -> notify("WATCHDOG=1"));
        }
    }

    /** Half of the time after which systemd restarts the program; zero: there is no watchdog. */
    private static Duration watchdog(String micros) {
        try {
            return micros == null ? Duration.ZERO : Duration.ofMillis(Math.max(100, Long.parseLong(micros) / 2000));
        } catch (NumberFormatException e) {
            LOG.log(Level.WARNING, "Invalid WATCHDOG_USEC ''{0}'': expected a number of microseconds", micros);
            return Duration.ZERO;
        }
    }

    /** Uses systemd's program: Java has no datagrams over Unix sockets. */
    private void notify(String message) throws InterruptedException {
        // A program that hangs while it determines its health must not report that it is alive.
        health.health();
        try {
            Process process = new ProcessBuilder(NOTIFY, message)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                LOG.log(Level.WARNING, "systemd could not be notified: {0} failed", NOTIFY);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "systemd could not be notified: {0}", e.getMessage());
        }
    }

    private interface Report {
        void send() throws InterruptedException;
    }

    private void repeat(Duration interval, Report report) {
        if (!interval.isZero()) {
            timer.scheduleWithFixedDelay(guarded(report), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** An executor drops a periodic task that throws. */
    private static Runnable guarded(Report report) {
        return () -> {
            try {
                report.send();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Unexpected failure of a liveness report; retrying at the next interval", e);
            }
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
