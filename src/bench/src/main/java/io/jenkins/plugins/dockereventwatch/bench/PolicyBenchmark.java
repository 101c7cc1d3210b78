package io.jenkins.plugins.dockereventwatch.bench;

import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to judge 100,000 references, no two alike, by number of patterns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PolicyBenchmark {

    private static final int REFERENCES = 100_000;

    private static final List<String> OFFICIAL = List.of("mysql", "nginx", "postgres", "python", "maven", "redis");

    /** What is asked for. */
    public enum Kind {
        /** Official images, and others that a pattern allows. */
        ALLOWED,
        /** What a pattern denies. */
        DENIED,
        /** What nothing allows, so that the nearest allowed name is looked for. */
        UNKNOWN
    }

    /** Patterns: of ten one denies; of the others half are names, half have wildcards. */
    @Param({"1", "1000"})
    public int patterns;

    /** What the references are. */
    @Param
    public Kind kind;

    private ImagePolicy policy;
    private List<String> references;

    /** Makes policy and references. */
    @Setup(Level.Trial)
    public void prepare() {
        List<Entry> allow = IntStream.range(0, patterns)
                .filter(number -> number % 10 != 9)
                .mapToObj(number -> new Entry(allowed(number), "policy.yml:" + number + ":1"))
                .toList();
        List<Entry> deny = IntStream.range(0, patterns)
                .filter(number -> number % 10 == 9 || patterns == 1)
                .mapToObj(number -> new Entry("quay.io/evil-" + number + "/**", "policy.yml:" + number + ":1"))
                .toList();
        policy = ImagePolicy.of(
                new PolicySettings(
                        "policy.yml",
                        PolicySettings.OFFICIAL_ONLY.official(),
                        new PolicySettings.Patterns(allow, deny),
                        List.of(),
                        PolicySettings.Limits.NONE,
                        List.of()),
                Clock.systemUTC());
        Random random = new Random(1);
        references = IntStream.range(0, REFERENCES)
                .mapToObj(number -> reference(random, number))
                .toList();
    }

    private static String allowed(int number) {
        return number % 2 == 0
                ? "registry.example.org:5000/team-" + number + "/service"
                : "ghcr.io/team-" + number + "/*:1.*";
    }

    private String reference(Random random, int number) {
        int owner = random.nextInt(patterns);
        return switch (kind) {
            case ALLOWED ->
                number % 2 == 0
                        ? OFFICIAL.get(random.nextInt(OFFICIAL.size())) + ":" + number
                        : allowed(owner)
                                .replace("/*:1.*", "/service:1." + number)
                                .replaceFirst("service$", "service:" + number);
            case DENIED -> "quay.io/evil-" + (patterns == 1 ? 0 : owner / 10 * 10 + 9) + "/tool-" + number;
            case UNKNOWN -> String.format(Locale.ROOT, "quay.io/acme-%d/tool-%x:%d", owner, random.nextInt(), number);
        };
    }

    /** The floor: reading the references. */
    @Benchmark
    public void parse(Blackhole blackhole) {
        for (String reference : references) {
            blackhole.consume(ImageReference.parse(reference));
        }
    }

    /** Judging them, with all explanations. */
    @Benchmark
    public void judge(Blackhole blackhole) {
        for (String reference : references) {
            blackhole.consume(policy.judge(reference));
        }
    }
}
