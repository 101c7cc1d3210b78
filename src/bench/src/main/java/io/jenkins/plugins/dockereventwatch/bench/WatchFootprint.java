package io.jenkins.plugins.dockereventwatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code watch} needs in a process of its own, with its state in a folder: the time until it follows the events, memory,
 * and processor time for each event. One of 10,000 events is a death that is mailed. No JMH benchmark: it measures another
 * process.
 */
public final class WatchFootprint {

    private static final int REPETITIONS = 200;
    private static final int WARM_UP = 100;

    private WatchFootprint() {}

    /** Arguments: the program's launcher, the number of rules, how often. */
    public static void main(String[] arguments) throws Exception {
        int rules = Integer.parseInt(arguments[1]);
        System.out.println("follows after  CPU until then  at rest  after 2 million events  events/s  CPU per event");
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            measure(arguments[0], rules);
        }
    }

    private static void measure(String launcher, int rules) throws Exception {
        Path folder = Files.createTempDirectory("footprint");
        try (EndlessEngine engine = new EndlessEngine(folder.resolve("docker.sock"), REPETITIONS);
                CountingMailServer mails = new CountingMailServer()) {
            long begin = System.nanoTime();
            try (WatchProcess watch = new WatchProcess(
                    launcher, folder, rules(rules), mails.port(), List.of("--host", engine.uri()), Map.of())) {
                engine.awaitFollower();
                double follows = secondsSince(begin);
                double start = watch.processorTime();
                TimeUnit.SECONDS.sleep(10);
                double atRest = watch.residentMemory();
                engine.begin();
                awaitMails(watch, mails, WARM_UP);
                double warm = watch.processorTime();
                long warmAt = System.nanoTime();
                awaitMails(watch, mails, REPETITIONS);
                double seconds = secondsSince(warmAt);
                double processor = watch.processorTime() - warm;
                int events = (REPETITIONS - WARM_UP) * EndlessEngine.EVENTS;
                System.out.printf(
                        "%11.2f s %12.2f s %5.0f MB %20.0f MB %9.0f %11.2f µs%n",
                        follows, start, atRest, watch.residentMemory(), events / seconds, processor / events * 1e6);
            }
        }
    }

    /** Returns rules of which the first matches the deaths; docker-events-notifier reads them, too. */
    private static String rules(int number) {
        return IntStream.range(0, number).mapToObj(i -> """
                          - title: rule %d
                            when_regex: {status: ["^(die|oom)$"], Actor.Attributes.image: ["^shop/web"]}
                            when: {Actor.Attributes.exitCode: ["%d"]}
                            notify: [email]
                        """.formatted(i, i + 1)).collect(Collectors.joining());
    }

    private static void awaitMails(WatchProcess watch, CountingMailServer mails, int number)
            throws IOException, InterruptedException {
        while (mails.taken().size() < number) {
            if (!watch.isAlive()) {
                throw new IOException("the program has ended");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
