package io.jenkins.plugins.dockereventwatch.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.event.MalformedEventException;
import io.jenkins.plugins.dockereventwatch.event.RecordedEvents;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What an event that matches nothing costs, by number of rules; {@link #jacksonAlone} is the floor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MatchBenchmark.EVENTS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class MatchBenchmark {

    static final int EVENTS = 10_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How the rules are written. */
    public enum Kind {
        /** As the seed's: two regular expressions and a text. */
        PATTERNS,
        /** Texts only. */
        TEXTS
    }

    /** How a run is set up. */
    @State(Scope.Benchmark)
    public static class Rules {

        /** How many rules there are. */
        @Param({"1", "100", "1000"})
        public int rules;

        /** How they are written. */
        @Param
        public Kind kind;

        private RuleSet set;

        /** Compiles the rules. */
        @Setup(Level.Trial)
        public void compile() {
            set = RuleSet.of(IntStream.range(0, rules).mapToObj(this::rule).toList());
        }

        private Rule rule(int number) {
            List<Condition> when = kind == Kind.TEXTS
                    ? List.of(
                            any(Operator.EQUALS, "Action", "die", "oom"),
                            any(Operator.EQUALS, "Actor.Attributes.name", "phone-book-" + number))
                    : List.of(
                            any(Operator.MATCHES, "status", "(die|destroy)"),
                            any(Operator.MATCHES, "Actor.Attributes.image", "phone-book-" + number, "mysql-" + number),
                            any(Operator.EQUALS, "Actor.Attributes.exitCode", "1"));
            return new Rule("rule " + number, when, List.of(), List.of("email"));
        }

        private static Condition any(Operator operator, String field, String... values) {
            return new Condition(new FieldPath(field), operator, Quantifier.ANY, List.of(values));
        }
    }

    private final List<DockerEvent> events = new ArrayList<>();
    private List<byte[]> lines;
    private byte[] ndjson;

    /** Makes the events. */
    @Setup(Level.Trial)
    public void record() throws MalformedEventException {
        Recording recording = new Recording(EVENTS);
        lines = recording.lines();
        ndjson = recording.ndjson();
        for (byte[] line : lines) {
            events.add(DockerEvent.parse(line));
        }
    }

    /** The floor: Jackson parses each line into a tree, and nothing else is done. */
    @Benchmark
    public void jacksonAlone(Blackhole blackhole) throws IOException {
        for (byte[] line : lines) {
            blackhole.consume(MAPPER.readTree(line));
        }
    }

    /** Parsing alone, as we do it. */
    @Benchmark
    public void parse(Blackhole blackhole) throws MalformedEventException {
        for (byte[] line : lines) {
            blackhole.consume(DockerEvent.parse(line));
        }
    }

    /** Matching alone. */
    @Benchmark
    public void match(Rules rules, Blackhole blackhole) {
        for (DockerEvent event : events) {
            blackhole.consume(rules.set.matching(event));
        }
    }

    /** The way of {@code replay}: split lines, parse, match. */
    @Benchmark
    public void parseAndMatch(Rules rules, Blackhole blackhole) throws IOException {
        try (RecordedEvents source = new RecordedEvents(new ByteArrayInputStream(ndjson), (line, reason) -> {
            throw new IllegalStateException(reason);
        })) {
            for (DockerEvent event = source.next(); event != null; event = source.next()) {
                blackhole.consume(rules.set.matching(event));
            }
        }
    }
}
