package io.jenkins.plugins.dockereventwatch.runner.server;

import io.jenkins.plugins.dockereventwatch.heartbeat.PushUrl;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells those who watch the watcher that it lives: a push URL (a dead man's switch) while all is well, and systemd
 * ({@code Type=notify}, {@code WatchdogSec=}) while the program itself works, whatever is the matter with hosts.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify</a>
 */
public final class LivenessReporter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LivenessReporter.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NOTIFY = "systemd-notify";

    private final Supplier<WatchHealth> health;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "docker-event-watch signs of life");
        thread.setDaemon(true);
        return thread;
    });
    private boolean pushFailed;

    public LivenessReporter(Supplier<WatchHealth> health) {
        this.health = health;
    }

    /** Calls a URL that often while all is well. */
    public void push(PushUrl url, Duration interval) {
        timer.scheduleWithFixedDelay(() -> push(url), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void push(PushUrl url) {
        try {
            if (health.get().troubles().isEmpty()) {
                told(url.call());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a fault while calling the push URL", e);
        }
    }

    /** Its address may be a secret, so it is not named. */
    private void told(Optional<String> trouble) {
        if (trouble.isPresent() && !pushFailed) {
            LOG.log(Level.WARNING, "the push URL {0}; it is called again and again", trouble.get());
        }
        pushFailed = trouble.isPresent();
    }

    /** Tells systemd that the program is ready, and goes on telling it that it lives where it asks for that. */
    public void toSystemd(Map<String, String> environment) {
        if (!environment.containsKey("NOTIFY_SOCKET")) {
            return;
        }
        notify("--ready");
        watchdog(environment.get("WATCHDOG_USEC"))
                .ifPresent(interval -> timer.scheduleWithFixedDelay(
                        () -> notify("WATCHDOG=1"), 0, interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Half of what systemd waits for. */
    private static Optional<Duration> watchdog(String micros) {
        try {
            return micros == null
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Math.max(100, Long.parseLong(micros) / 2000)));
        } catch (NumberFormatException e) {
            LOG.log(Level.WARNING, "WATCHDOG_USEC is no number: {0}", micros);
            return Optional.empty();
        }
    }

    /** By systemd's own program: Java has no datagrams over unix sockets. */
    private void notify(String message) {
        try {
            // The health is asked for first: a program that hangs there gives no sign.
            health.get();
            Process process = new ProcessBuilder(NOTIFY, message)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                LOG.log(Level.WARNING, "systemd was not told that the program lives: {0} fails", NOTIFY);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "systemd was not told that the program lives: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
