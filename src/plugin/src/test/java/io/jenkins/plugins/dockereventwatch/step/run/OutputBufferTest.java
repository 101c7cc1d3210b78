package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.run.RunState;
import io.jenkins.plugins.dockereventwatch.run.RunUsage;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OutputBufferTest {

    private final OutputBuffer lines = new OutputBuffer(new LogCursor(100, 10), Duration.ofMillis(50));

    @Test
    void returnsAndCountsWholeLines() throws Exception {
        write(OutputChannel.OUT, "a\nb");
        write(OutputChannel.ERR, "warn");

        RunProgress first = lines.take(Duration.ZERO);

        assertThat(text(first)).isEqualTo("a\n");
        assertThat(first.after()).isEqualTo(new LogCursor(102, 10));

        write(OutputChannel.OUT, "c\n");
        write(OutputChannel.ERR, "ing\nx");
        RunProgress second = lines.take(Duration.ZERO);

        assertThat(text(second)).isEqualTo("bc\nwarning\n");
        assertThat(second.after()).isEqualTo(new LogCursor(105, 18));
        assertThat(second.result()).isNull();
    }

    @Test
    void returnsUnfinishedLinesAtTheEnd() throws Exception {
        write(OutputChannel.OUT, "no newline");
        assertThat(lines.take(Duration.ZERO).pieces()).isEmpty();

        RunState state = new RunState("exited", 3, false, Instant.EPOCH, Instant.EPOCH);
        RunResult result = new RunResult(RunEnding.EXITED, state, "", "", RunUsage.NONE, List.of());
        lines.end(result);
        RunProgress news = lines.take(Duration.ofSeconds(10));

        assertThat(text(news)).isEqualTo("no newline");
        assertThat(news.after()).isEqualTo(new LogCursor(110, 10));
        assertThat(news.result()).isEqualTo(result);
    }

    @Test
    void splitsOverlongLines() throws Exception {
        write(OutputChannel.OUT, "x".repeat(100_000));

        assertThat(text(lines.take(Duration.ZERO))).hasSize(100_000);
    }

    @Test
    void failsWithoutAReader() throws Exception {
        write(OutputChannel.OUT, "x".repeat(2 << 20) + "\n");

        assertThatThrownBy(() -> write(OutputChannel.OUT, "more\n")).isInstanceOf(IOException.class);
    }

    @Test
    void continuesAfterBeingRead() throws Exception {
        OutputBuffer patient = new OutputBuffer(LogCursor.START, Duration.ofMinutes(1));
        byte[] much = ("x".repeat(2 << 20) + "\n").getBytes(StandardCharsets.US_ASCII);
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 5; i++) {
                    patient.write(OutputChannel.OUT, much, much.length, LogCursor.START);
                }
            } catch (IOException e) {
                patient.fail(e.getMessage());
            }
        });
        writer.start();

        long taken = 0;
        while (taken < 5L * much.length) {
            RunProgress news = patient.take(Duration.ofSeconds(10));
            assertThat(news.pieces()).isNotEmpty();
            taken = news.after().out();
        }
        writer.join();
        assertThat(taken).isEqualTo(5L * much.length);
    }

    @Test
    void reportsFailureImmediately() throws Exception {
        lines.fail("the engine is gone");

        assertThatThrownBy(() -> lines.take(Duration.ofMinutes(1)))
                .isInstanceOf(AbortException.class)
                .hasMessage("the engine is gone");
    }

    private void write(OutputChannel channel, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        lines.write(channel, bytes, bytes.length, LogCursor.START);
    }

    private static String text(RunProgress news) {
        return news.pieces().stream()
                .map(piece -> new String(piece.bytes(), StandardCharsets.US_ASCII))
                .collect(Collectors.joining());
    }
}
