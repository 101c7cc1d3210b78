package io.jenkins.plugins.dockereventwatch.runner;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts containers that soon end, as long as it is open and there is an engine: d1, d2 and so on, and some that the engine
 * removes at their end, r3 and so on.
 */
final class DyingContainers implements AutoCloseable {

    private final DockerEngine engine;
    private final Random random;
    private final List<String> removed = new CopyOnWriteArrayList<>();
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
                start(number, life + "exit " + random.nextInt(100));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was started, if the engine died over it, is asked at the end. */
    private void start(int number, String script) {
        boolean remove = random.nextInt(4) == 0;
        String name = (remove ? "r" : "d") + number;
        if (remove) {
            removed.add(name);
        }
        try {
            engine.run(name, DockerEngine.IMAGE, script, create -> {
                create.getHostConfig().withAutoRemove(remove);
                return create;
            });
        } catch (RuntimeException noEngine) {
            Thread.onSpinWait();
        }
    }

    /** Returns the names of the containers that the engine was told to remove, whether they were started or not. */
    List<String> removed() {
        return removed;
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join();
    }
}
