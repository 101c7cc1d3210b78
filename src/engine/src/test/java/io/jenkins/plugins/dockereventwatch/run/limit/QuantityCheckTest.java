package io.jenkins.plugins.dockereventwatch.run.limit;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.MEMORY_TOO_SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How amounts of memory and CPU are read: as Docker reads them, but for what it takes as unlimited. */
class QuantityCheckTest extends CheckedRequest {

    @ParameterizedTest
    @CsvSource({
        "6m, 6291456",
        "6291456, 6291456",
        "6291456b, 6291456",
        "6 m, 6291456",
        "6mib, 6291456",
        "6MB, 6291456",
        "1.5g, 1610612736",
        "0.00625g, 6710886",
        "16g, 17179869184"
    })
    void parsesMemoryAsDocker(String text, long bytes) throws RefusedException {
        options = options.with(RunOption.MEMORY, text);

        assertThat(check().limits().memory().bytes()).isEqualTo(bytes);
        assertThat(check().limits().memoryAndSwap().bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0m",
                "0.3",
                "0.9b",
                "-1",
                "-1m",
                "4m",
                "5m",
                "6291455",
                "4MiB",
                "1e-3g",
                "1e2m",
                "0x10m",
                "0x1p30",
                "inf",
                "nan",
                "NaN",
                " 6m",
                "6m ",
                "6  m",
                "6mibb",
                "6mm",
                "6,5m",
                "6.m",
                ".5g",
                "",
                " ",
                "m",
                "1e30",
                "9e18g",
                "16777216t",
                "9999999999999999999p",
                "99999999999999999999",
                "100t",
                "17g",
                "６m",
                "6m\n",
                "unlimited"
            })
    void rejectsInvalidOrUnlimitedMemory(String text) {
        options = options.with(RunOption.MEMORY, text);

        assertThat(refusal()).extracting(Refusal::option).isEqualTo("memory");
        assertThat(refusal().toString()).doesNotContain("\n").hasSizeLessThan(300);
    }

    @Test
    void explainsMinimumSinceDocker20() {
        options = options.with(RunOption.MEMORY, "4m");

        assertThat(refusal().toString()).contains(MEMORY_TOO_SMALL, "20.10");
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1500000000", "0.01, 10000000", "4, 4000000000", "1.123456789, 1123456789", "01.50, 1500000000"})
    void parsesCpusAsDocker(String text, long nanos) throws RefusedException {
        options = options.with(RunOption.CPUS, text);

        assertThat(check().limits().cpus().nanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0",
                "0.001",
                "0.009",
                "-1",
                "4.01",
                "5",
                "18446744073.709551616",
                "18446744073709551616",
                "1/2",
                "1e0",
                "0x1",
                ".5",
                "5.",
                "5e-1",
                "+1",
                "1,5",
                "nan",
                "NaN",
                "1d",
                "6f",
                " 1",
                "1 ",
                "",
                "Infinity",
                "0.0123456789",
                "²"
            })
    void rejectsInvalidOrUnlimitedCpus(String text) {
        options = options.with(RunOption.CPUS, text);

        assertThat(refusal()).extracting(Refusal::option).isEqualTo("cpus");
    }
}
