package io.jenkins.plugins.dockereventwatch.runner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Kills victims one after the other, and brings each back after a while. */
final class Chaos {

    private final Random random;
    private final List<Victim> victims;
    private final Map<String, Integer> kills = new TreeMap<>();

    /** What can be killed as by a power cut, and started again. */
    interface Victim {

        String kind();

        void kill() throws Exception;

        void startAgain() throws Exception;

        static Victim of(String kind, Action kill, Action start) {
            return new Victim() {
                @Override
                public String kind() {
                    return kind;
                }

                @Override
                public void kill() throws Exception {
                    kill.run();
                }

                @Override
                public void startAgain() throws Exception {
                    start.run();
                }
            };
        }
    }

    /** A step that may fail. */
    interface Action {
        void run() throws Exception;
    }

    Chaos(Random random, List<Victim> victims) {
        this.random = random;
        this.victims = victims;
    }

    /** At the end all live. Now and then two are away at the same time. */
    void run(Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            pause(500, 4000);
            Victim one = victims.get(random.nextInt(victims.size()));
            Victim other = victims.get(random.nextInt(victims.size()));
            boolean both = random.nextInt(3) == 0 && other != one;
            kill(one);
            pause(0, 1500);
            if (both) {
                kill(other);
                pause(0, 1500);
            }
            one.startAgain();
            if (both) {
                pause(0, 1500);
                other.startAgain();
            }
        }
    }

    private void kill(Victim victim) throws Exception {
        victim.kill();
        kills.merge(victim.kind(), 1, Integer::sum);
    }

    /** The pace of what happens, not a wait for something. */
    private void pause(int least, int most) throws InterruptedException {
        Thread.sleep(least + random.nextInt(most - least));
    }

    /** How often what was killed. */
    Map<String, Integer> kills() {
        return kills;
    }
}
