package io.jenkins.plugins.dockereventwatch.watch;

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

/** Asks a host's engine beside its events, on a few threads that end when idle; nobody has to wait for an answer. */
final class EngineQueries implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EngineQueries.class.getName());
    private static final int THREADS = 6;
    private static final int WAITING = 2_000;

    /** So long nobody waits for an engine that has not answered in time. */
    private static final Duration RESPITE = Duration.ofSeconds(30);

    private final String label;
    private final Duration patience;
    private final ThreadPoolExecutor threads;
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();
    private volatile long noWaitUntil = System.nanoTime();
    private volatile boolean givenUp;

    EngineQueries(String label, Duration patience) {
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
    Patience begin() {
        long now = System.nanoTime();
        return new Patience(noWaitUntil - now > 0 ? now : now + patience.toNanos());
    }

    /** Has nobody wait any more: what is not answered now is not known. */
    void giveUp() {
        givenUp = true;
        awaited.forEach(answer -> answer.cancel(false));
    }

    /** The patience for one alert. */
    final class Patience {

        private final long deadline;

        private Patience(long deadline) {
            this.deadline = deadline;
        }

        /** The answer, or what is said {@code otherwise} where it is late, or there is none; never fails. */
        <T> CompletableFuture<T> orElse(CompletableFuture<T> answer, Supplier<T> otherwise) {
            // A copy, since others may wait for the same answer, and longer.
            CompletableFuture<T> own = answer.copy();
            long left = deadline - System.nanoTime();
            if (own.isDone()) {
                return own.exceptionally(e -> otherwise.get());
            }
            if (left <= 0) {
                return CompletableFuture.completedFuture(otherwise.get());
            }
            awaited.add(own);
            CompletableFuture<T> known = own.orTimeout(left, TimeUnit.NANOSECONDS)
                    .handle((value, e) -> {
                        awaited.remove(own);
                        if (e instanceof TimeoutException) {
                            noWaitUntil = System.nanoTime() + RESPITE.toNanos();
                        }
                        return e == null ? value : otherwise.get();
                    });
            if (givenUp) {
                own.cancel(false);
            }
            return known;
        }
    }

    @Override
    public void close() {
        giveUp();
        threads.shutdownNow();
    }
}
