package io.jenkins.plugins.dockereventwatch.runner;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts containers that soon end, d1, d2 and so on, as long as it is open and there is an engine. */
final class DyingContainers implements AutoCloseable {

    private final DockerEngine engine;
    private final Random random;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    DyingContainers(DockerEngine engine, Random random) {
        this.engine = engine;
        this.random = random;
        this.thread = new Thread(this::run, "dying containers");
        this.thread.start();
    }

    private void run() {
        try {
            for (int number = 1; !closed.await(100 + random.nextInt(600), TimeUnit.MILLISECONDS); number++) {
                String life = random.nextBoolean() ? "" : "sleep 0." + random.nextInt(10) + "; ";
                start("d" + number, life + "exit " + random.nextInt(100));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was started, if the engine died over it, is asked at the end. */
    private void start(String name, String script) {
        try {
            engine.run(name, DockerEngine.IMAGE, script);
        } catch (RuntimeException noEngine) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join();
    }
}
