package io.jenkins.plugins.dockereventwatch.runner;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.RestartPolicy;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * A monitored service: its container is removed, and started again, as soon as the change before has been reported. Ends
 * with a running container, after at least one absence.
 */
final class ChangingService implements AutoCloseable {

    static final String NAME = "changing";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final DockerEngine engine;
    private final ChaosMailbox mailbox;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "changing service");
    private volatile int absences;

    ChangingService(DockerEngine engine, ChaosMailbox mailbox) {
        this.engine = engine;
        this.mailbox = mailbox;
        start();
        thread.start();
    }

    private void run() {
        do {
            attempt(() -> {
                engine.remove(NAME);
                return true;
            });
            absences++;
            await().atMost(PATIENCE).until(() -> reports("absent") == absences);
            attempt(this::start);
            await().atMost(PATIENCE).until(() -> reports("running") == absences);
        } while (closed.getCount() > 0);
    }

    private boolean start() {
        try {
            engine.run(NAME, DockerEngine.IMAGE, "sleep 100000", create -> {
                create.getHostConfig().withRestartPolicy(RestartPolicy.alwaysRestart());
                return create;
            });
        } catch (ConflictException created) {
            engine.client().startContainerCmd(NAME).exec();
        }
        return true;
    }

    /** Repeats what fails while the engine is away. */
    private static void attempt(Callable<Boolean> change) {
        await().atMost(PATIENCE).ignoreExceptions().until(change);
    }

    /** Returns how many absences, or returns, were reported; duplicates have the same subject. */
    long reports(String action) throws Exception {
        return mailbox.mails().keySet().stream()
                .filter(subject -> subject.startsWith(subject(action)))
                .count();
    }

    /** Returns how often the service has been absent, and has returned. */
    int absences() {
        return absences;
    }

    static String subject(String action) {
        return NAME + " is " + action + " since ";
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join();
    }
}
