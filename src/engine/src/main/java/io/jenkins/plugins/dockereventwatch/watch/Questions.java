package io.jenkins.plugins.dockereventwatch.watch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a host's engine beside its events, on a few threads that end when idle, and waits for answers with patience. */
final class Questions implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Questions.class.getName());
    private static final int THREADS = 3;
    private static final int WAITING = 2_000;

    /** So long nobody waits for an engine that has not answered in time. */
    private static final Duration RESPITE = Duration.ofSeconds(30);

    private final String label;
    private final Duration patience;
    private final ThreadPoolExecutor threads;
    private volatile long noWaitUntil = System.nanoTime();

    Questions(String label, Duration patience) {
        this.label = label;
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "docker-event-watch ask " + label);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Asks; the answer fails if the engine's does, or if too many questions wait. */
    <T> CompletableFuture<T> ask(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> answer(question, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** Asks what nobody waits for. */
    void askForLater(Callable<Void> question) {
        ask(question);
    }

    private <T> void answer(Callable<T> question, CompletableFuture<T> answer) {
        try {
            answer.complete(question.call());
        } catch (Exception | Error e) {
            LOG.log(Level.DEBUG, label + ": a question to the engine", e);
            answer.completeExceptionally(e);
        }
    }

    /** Begins to wait for all answers that one alert needs. */
    Wait newWait() {
        long now = System.nanoTime();
        return new Wait(noWaitUntil - now > 0 ? now : now + patience.toNanos());
    }

    /** The patience for one alert. Used by one thread. */
    final class Wait {

        private final long deadline;

        private Wait(long deadline) {
            this.deadline = deadline;
        }

        /** Waits; empty if the answer is late, or there is none. */
        <T> Optional<T> forAnswer(CompletableFuture<T> answer) {
            try {
                return Optional.of(answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException e) {
                return Optional.empty();
            } catch (TimeoutException e) {
                noWaitUntil = System.nanoTime() + RESPITE.toNanos();
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
