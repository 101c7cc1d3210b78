package io.jenkins.plugins.dockereventwatch.runner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Kills victims at random and at chosen moments, and brings each back after a while. */
final class Chaos {

    private final Random random;
    private final ChaosMailbox mailbox;
    private final List<ChaosWatcher> watchers;
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

    /** Kills watchers, the mail server that they use, and others. */
    Chaos(Random random, ChaosMailbox mailbox, List<ChaosWatcher> watchers, List<Victim> others) {
        this.random = random;
        this.mailbox = mailbox;
        this.watchers = watchers;
        this.victims = Stream.of(watchers, List.of(mailbox), others)
                .<Victim>flatMap(List::stream)
                .toList();
    }

    /** At the end all live. Everything happens at least once. */
    void run(Duration length) throws Exception {
        List<Action> actions = List.of(this::killAfterMail, this::restartWithoutMailServer, this::killSome);
        long end = System.nanoTime() + length.toNanos();
        for (int i = 0; i < actions.size() || System.nanoTime() < end; i++) {
            actions.get(i < actions.size() ? i : random.nextInt(actions.size())).run();
        }
    }

    /** The mail has arrived, and that it has is being committed. */
    private void killAfterMail() throws Exception {
        Victim watcher = watchers.get(random.nextInt(watchers.size()));
        mailbox.awaitMail();
        pause(0, 1000);
        kill(watcher);
        pause(0, 1500);
        watcher.startAgain();
    }

    private void restartWithoutMailServer() throws Exception {
        Victim watcher = watchers.get(random.nextInt(watchers.size()));
        mailbox.awaitMail();
        kill(mailbox);
        pause(0, 1000);
        kill(watcher);
        watcher.startAgain();
        pause(500, 3000);
        mailbox.startAgain();
    }

    /** Now and then two are away at the same time. */
    private void killSome() throws Exception {
        pause(500, 3000);
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
