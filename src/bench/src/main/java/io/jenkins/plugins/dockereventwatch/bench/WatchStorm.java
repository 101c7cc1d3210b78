package io.jenkins.plugins.dockereventwatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code watch} as a process of its own under a storm of events: whether it keeps up, how long a death takes from its
 * event to the mail server's 250, and how much memory it has over time. No JMH benchmark: it lasts a minute, once.
 */
public final class WatchStorm {

    private static final Pattern HEAP =
            Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\",id=\"[^\"]*\"\\} ([0-9.E]+)");
    private static final Pattern EVENTS =
            Pattern.compile("docker_event_watch_host_events_total\\{host=\"storm\"\\} ([0-9.E]+)");
    private static final String RULE = "  - {title: deaths, when: {Type: container, Action: die}, notify: email}\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final WatchProcess watch;
    private final int port;

    private WatchStorm(WatchProcess watch, int port) {
        this.watch = watch;
        this.port = port;
    }

    /** Arguments: the program's launcher, its heap as in {@code 256m}, events a second, events in all. */
    public static void main(String[] arguments) throws Exception {
        int rate = Integer.parseInt(arguments[2]);
        long number = Long.parseLong(arguments[3]);
        Path folder = Files.createTempDirectory("storm");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (StormEngine engine = new StormEngine(rate, number);
                CountingMailServer mails = new CountingMailServer()) {
            List<String> options =
                    List.of("--host", engine.uri(), "--host-label", "storm", "--listen", Integer.toString(port));
            Map<String, String> heap = Map.of("DOCKER_EVENT_WATCH_OPTS", "-Xmx" + arguments[1]);
            try (WatchProcess watch = new WatchProcess(arguments[0], folder, RULE, mails.port(), options, heap)) {
                new WatchStorm(watch, port).measure(engine, mails, number);
            }
        }
    }

    private void measure(StormEngine engine, CountingMailServer mails, long number) throws Exception {
        while (number(metrics(), Pattern.compile("docker_event_watch_host_connected\\{host=\"storm\"\\} ([0-9.]+)"))
                < 1) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        engine.begin();
        long begin = System.nanoTime();
        System.out.println("seconds  events seen  mails  heap MB  resident MB");
        double seen = 0;
        long seenAll = 0;
        while (mails.taken().size() < engine.deaths().size() || seen < number) {
            TimeUnit.SECONDS.sleep(5);
            String metrics = metrics();
            seen = number(metrics, EVENTS);
            seenAll = System.nanoTime();
            System.out.printf(
                    "%7d %12.0f %6d %8.0f %12.0f%n",
                    TimeUnit.NANOSECONDS.toSeconds(seenAll - begin),
                    seen,
                    mails.taken().size(),
                    number(metrics, HEAP) / (1 << 20),
                    watch.residentMemory());
            if (seenAll - begin > TimeUnit.MINUTES.toNanos(15)) {
                System.out.println("gave up waiting");
                break;
            }
        }
        System.out.printf("%d events written in %.1f s%n", number, engine.awaitEnd());
        report(engine.deaths(), mails.taken());
    }

    private static void report(Map<String, Long> written, Map<String, Long> taken) {
        List<Double> latencies = new ArrayList<>();
        written.forEach((name, at) -> {
            if (taken.containsKey(name)) {
                latencies.add((taken.get(name) - at) / 1e6);
            }
        });
        latencies.sort(Double::compare);
        System.out.printf(
                "%d deaths, %d mails; from event to accepted mail: median %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                written.size(),
                latencies.size(),
                latencies.get(latencies.size() / 2),
                latencies.get(Math.min(latencies.size() - 1, latencies.size() * 99 / 100)),
                latencies.get(latencies.size() - 1));
    }

    private String metrics() throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            if (!watch.isAlive()) {
                throw new UncheckedIOException("watch has ended", notYet);
            }
            return "";
        }
    }

    /** The sum of what a pattern finds. */
    private static double number(String metrics, Pattern pattern) {
        double sum = 0;
        Matcher found = pattern.matcher(metrics);
        while (found.find()) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }
}
