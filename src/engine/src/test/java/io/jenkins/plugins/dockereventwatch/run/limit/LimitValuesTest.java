package io.jenkins.plugins.dockereventwatch.run.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of limits, and how they are shown. */
class LimitValuesTest {

    @Nested
    class Memory {

        @ParameterizedTest
        @CsvSource({
            "1, 1b",
            "1023, 1023b",
            "1024, 1k",
            "1025, 1025b",
            "536870912, 512m",
            "1610612736, 1536m",
            "1125899906842624, 1p",
            "1152921504606846976, 1024p"
        })
        void isShownExactly(long bytes, String text) {
            assertThat(new MemorySize(bytes)).hasToString(text);
            assertThat(MemorySize.parse(text).bytes()).isEqualTo(bytes);
        }

        @ParameterizedTest
        @CsvSource({
            "1, 1 B",
            "999, 999 B",
            "1000, 1.0 KiB",
            "1024, 1 KiB",
            "1536, 1.5 KiB",
            "10240, 10 KiB",
            "10752, 11 KiB",
            "1023999, 1000 KiB",
            "1024000, 1.0 MiB",
            "1503238553, 1.4 GiB",
            "9223372036854775807, 8192 PiB"
        })
        void isRoundedForPeople(long bytes, String text) {
            assertThat(new MemorySize(bytes).rounded()).isEqualTo(text);
        }

        @Test
        void isAtLeastOneByte() {
            assertThat(MemorySize.parse("1").bytes()).isEqualTo(1);
            assertThat(MemorySize.parse("9223372036854775807").bytes()).isEqualTo(Long.MAX_VALUE);
            assertThatThrownBy(() -> new MemorySize(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> MemorySize.parse("9223372036854775808"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Cpus {

        @ParameterizedTest
        @CsvSource({"2.0, 2", "0.50, 0.5", "0.01, 0.01", "100, 100"})
        void areShownWithoutZeros(String text, String shown) {
            assertThat(CpuCount.parse(text)).hasToString(shown);
        }

        @Test
        void areWholeNumbersOfHost() {
            assertThat(CpuCount.of(4)).isEqualTo(CpuCount.parse("4"));
        }
    }

    @Nested
    class Time {

        @ParameterizedTest
        @CsvSource({"90s, 1m30s", "30m, 30m", "1h30m, 1h30m", "3600s, 1h", "1h1s, 1h1s", "25h, 25h"})
        void isShownInLargestUnits(String text, String shown) {
            assertThat(TimeLimit.text(TimeLimit.parse(text))).isEqualTo(shown);
        }

        @Test
        void addsAllUnits() {
            assertThat(TimeLimit.parse("1h2m3s")).isEqualTo(Duration.ofSeconds(3723));
        }
    }

    @Nested
    class ProcessLimit {

        @ParameterizedTest
        @CsvSource({"nofile=1024, 1024, 1024", "nofile=1024:2048, 1024, 2048", "core=0, 0, 0", "nproc=5:5, 5, 5"})
        void hasSoftAndHardValue(String text, long soft, long hard) {
            assertThat(Ulimit.parse(text)).isEqualTo(new Ulimit(text.substring(0, text.indexOf('=')), soft, hard));
        }
    }

    @Nested
    class Site {

        @ParameterizedTest
        @CsvSource({
            "MEMORY, 6m",
            "MEMORY_SWAP, 1g",
            "CPUS, 1.5",
            "PIDS_LIMIT, 100",
            "SHM_SIZE, 64m",
            "TIME_LIMIT, 1h",
            "OUTPUT_LIMIT, 1g",
            "STOP_TIMEOUT, 10s",
            "NETWORK, none",
            "READ_ONLY, true",
            "READ_ONLY, false"
        })
        void mayConfigureValidValues(RunOption option, String text) {
            assertThatCode(() -> option.check(text)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @CsvSource({
            "MEMORY, 5m",
            "MEMORY_SWAP, x",
            "CPUS, 0",
            "PIDS_LIMIT, 0",
            "SHM_SIZE, 0",
            "TIME_LIMIT, 1",
            "OUTPUT_LIMIT, 0",
            "STOP_TIMEOUT, x",
            "NETWORK, ''",
            "READ_ONLY, yes"
        })
        void mayNotConfigureInvalidValues(RunOption option, String text) {
            assertThatThrownBy(() -> option.check(text)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void mayPermitNoUnsafeNames() {
            assertThatThrownBy(() -> policy(Set.of("host"), Set.of(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> policy(Set.of(), Set.of("a b"), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> policy(Set.of(), Set.of(), List.of("/")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void readsNamesOfPermittedThings() {
            assertThat(LimitPolicy.checkNetwork("ci")).isEqualTo("ci");
            assertThat(LimitPolicy.checkCapability("cap_net_raw")).isEqualTo("NET_RAW");
            assertThat(LimitPolicy.checkMount("/srv/cache")).isEqualTo("/srv/cache");
        }

        private LimitPolicy policy(Set<String> networks, Set<String> capabilities, List<String> mounts) {
            return new LimitPolicy(RunOptions.NONE, RunOptions.NONE, networks, capabilities, mounts, false);
        }
    }

    @Nested
    class Options {

        @ParameterizedTest
        @EnumSource(RunOption.class)
        void areFoundByKey(RunOption option) {
            assertThat(RunOption.of(option.key())).isEqualTo(option);
            assertThat(option.description()).isNotBlank();
            assertThat(option.value().isEmpty()).isEqualTo(option == RunOption.READ_ONLY);
        }

        @ParameterizedTest
        @EnumSource(ForbiddenOption.class)
        void areForbiddenByKey(ForbiddenOption option) {
            assertThat(ForbiddenOption.allKeys())
                    .doesNotHaveDuplicates()
                    .filteredOn(key -> ForbiddenOption.of(key) == option)
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(option.refusal(key).option()).isEqualTo(key));
        }

        @Test
        void areUnknownOtherwise() {
            assertThatThrownBy(() -> RunOption.of("privileged")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ForbiddenOption.of("memory")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void useLastValueUnlessRepeatable() {
            RunOptions options = RunOptions.NONE
                    .with(RunOption.MEMORY, "1g")
                    .with(RunOption.MEMORY, "2g")
                    .with(RunOption.ENV, "A=1")
                    .with(RunOption.ENV, "B=2");

            assertThat(options.one(RunOption.MEMORY)).contains("2g");
            assertThat(options.all(RunOption.MEMORY)).containsExactly("2g");
            assertThat(options.all(RunOption.ENV)).containsExactly("A=1", "B=2");
        }
    }

    @Nested
    class Host {

        private static final String COMPLETE = "\"MemTotal\": 1024, \"NCPU\": 1, \"MemoryLimit\": true,"
                + " \"SwapLimit\": true, \"CpuCfsQuota\": true, \"PidsLimit\": true";

        private HostCapacity of(String fields) throws IOException {
            return HostCapacity.of(new JsonMapper().readTree("{" + fields + "}"));
        }

        @Test
        void hasMemoryCpusAndLimits() throws IOException {
            assertThat(of(COMPLETE)).isEqualTo(new HostCapacity(new MemorySize(1024), CpuCount.of(1), List.of()));
        }

        @ParameterizedTest
        @CsvSource({"MemoryLimit, MEMORY", "SwapLimit, MEMORY_SWAP", "CpuCfsQuota, CPUS", "PidsLimit, PIDS_LIMIT"})
        void mayLackLimits(String field, RunOption option) throws IOException {
            assertThat(of(COMPLETE.replace("\"" + field + "\": true", "\"" + field + "\": false"))
                            .cannotLimit())
                    .containsExactly(option);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\"MemTotal\": 1024", "\"NCPU\": 1", "\"MemTotal\": 0, \"NCPU\": 1"})
        void isUnknownWithoutCapacity(String fields) {
            assertThatThrownBy(() -> of(fields)).isInstanceOf(IOException.class);
        }
    }

    @Nested
    class ContainerPath {

        @ParameterizedTest
        @CsvSource({"/a, true", "/a/b, true", "/, false", "a, false", "/a/../b, false", "/a..b, true"})
        void isAbsolute(String path, boolean valid) {
            assertThat(MountCheck.isPath(path)).isEqualTo(valid);
        }

        @Test
        void hasPrintableCharactersBelow4096() {
            assertThat(MountCheck.isPath("/" + "a".repeat(4094))).isTrue();
            assertThat(MountCheck.isPath("/" + "a".repeat(4095))).isFalse();
            assertThat(MountCheck.isPath("/a\n")).isFalse();
        }
    }

    @Test
    void workspaceIsNotOnRemoteHost() throws Exception {
        DockerHost remote = DockerHost.parse("tcp://docker.example.org:2376", Map.of());

        Workspace workspace = Workspace.of(Path.of("/w"), remote, null);

        assertThat(workspace.onDockerHost()).isFalse();
        assertThat(workspace.sockets()).contains(Path.of("/var/run/docker.sock"));
    }

    @Test
    void additionalFoldersBelongToWorkspace() {
        Workspace workspace = new Workspace(Path.of("/w"), true, Set.of(), null, Set.of());

        assertThat(workspace.withAdditionalFolders(Set.of(Path.of("/x"))))
                .isEqualTo(new Workspace(Path.of("/w"), true, Set.of(), null, Set.of(Path.of("/x"))));
    }
}
