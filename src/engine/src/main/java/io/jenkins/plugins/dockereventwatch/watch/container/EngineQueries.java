package io.jenkins.plugins.dockereventwatch.watch.container;

import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs queries to a host's engine on a few threads that end when idle. */
final class EngineQueries implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EngineQueries.class.getName());
    private static final int THREADS = 6;
    private static final int QUEUE_CAPACITY = 2_000;

    /** How long no alert waits after the engine missed a deadline. */
    private static final Duration PAUSE_AFTER_TIMEOUT = Duration.ofSeconds(30);

    private final Duration answerTimeout;
    private final String label;
    private final WorkerErrors errors;
    private final ThreadPoolExecutor threads;
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();
    private volatile long noWaitUntil = System.nanoTime();
    private volatile boolean stopped;

    EngineQueries(String label, Duration answerTimeout, WorkerErrors errors) {
        this.label = label;
        this.answerTimeout = answerTimeout;
        this.errors = errors;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE_CAPACITY), task -> {
                    Thread thread = new Thread(task, "docker-event-watch queries " + label);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs a query. The result fails if the query fails or too many queries are waiting. */
    <T> CompletableFuture<T> submit(Callable<T> query) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> run(query, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private <T> void run(Callable<T> query, CompletableFuture<T> answer) {
        try {
            answer.complete(query.call());
            errors.succeeded("queries " + label);
        } catch (IOException | InterruptedException | RejectedExecutionException e) {
            LOG.log(Level.DEBUG, label + ": a query to the engine failed", e);
            answer.completeExceptionally(e);
        } catch (Exception | Error e) {
            errors.failed("queries " + label, e);
            answer.completeExceptionally(e);
        }
    }

    /** Returns the deadline for all answers that one alert needs. */
    Deadline newDeadline() {
        long now = System.nanoTime();
        return new Deadline(noWaitUntil - now > 0 ? now : now + answerTimeout.toNanos());
    }

    /** Ends all waiting: open queries count as unanswered. */
    void stopWaiting() {
        stopped = true;
        awaited.forEach(answer -> answer.cancel(false));
    }

    /** The deadline of one alert. */
    final class Deadline {

        private final long deadline;

        private Deadline(long deadline) {
            this.deadline = deadline;
        }

        /** Returns the answer, or {@code fallback} if it fails or is late. The result never fails. */
        <T> CompletableFuture<T> orElse(CompletableFuture<T> answer, Supplier<T> fallback) {
            // A copy, since other alerts may wait longer for the same answer.
            CompletableFuture<T> own = answer.copy();
            long left = deadline - System.nanoTime();
            if (own.isDone()) {
                return own.exceptionally(e -> fallback.get());
            }
            if (left <= 0) {
                return CompletableFuture.completedFuture(fallback.get());
            }
            awaited.add(own);
            CompletableFuture<T> known = own.orTimeout(left, TimeUnit.NANOSECONDS)
                    .handle((value, e) -> {
                        awaited.remove(own);
                        if (e instanceof TimeoutException) {
                            noWaitUntil = System.nanoTime() + PAUSE_AFTER_TIMEOUT.toNanos();
                        }
                        return e == null ? value : fallback.get();
                    });
            if (stopped) {
                own.cancel(false);
            }
            return known;
        }
    }

    @Override
    public void close() {
        stopWaiting();
        threads.shutdownNow();
    }
}
