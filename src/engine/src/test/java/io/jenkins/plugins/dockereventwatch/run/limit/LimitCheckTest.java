package io.jenkins.plugins.dockereventwatch.run.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitCheckTest extends CheckedRequest {

    @Nested
    class RequestedValues {

        @Test
        void requiresMemoryAndCpus() {
            options = RunOptions.NONE;

            assertThat(refusals()).extracting(Refusal::option).containsExactly("memory", "cpus");
            assertThat(refusals()).allMatch(refusal -> refusal.message().startsWith("missing"));
        }

        @Test
        void limitsUnspecifiedOptions() throws RefusedException {
            ResourceLimits limits = check().limits();

            assertThat(limits.pids()).isEqualTo(512);
            assertThat(limits.shm()).hasToString("64m");
            assertThat(check().stop().output()).hasToString("1g");
            assertThat(check().isolation())
                    .isEqualTo(new Isolation("bridge", null, Set.of(), false, List.of(), List.of()));
        }

        @ParameterizedTest
        @CsvSource({
            "PIDS_LIMIT, 0",
            "PIDS_LIMIT, -1",
            "PIDS_LIMIT, 1e3",
            "PIDS_LIMIT, 99999999999999999999",
            "MEMORY_SWAP, -1",
            "MEMORY_SWAP, 511m",
            "MEMORY_SWAP, 0",
            "SHM_SIZE, 0",
            "ULIMIT, nofile",
            "ULIMIT, nofile=-1",
            "ULIMIT, nofile=2:1",
            "ULIMIT, rtprio=1",
            "TIME_LIMIT, 0s",
            "TIME_LIMIT, 1",
            "TIME_LIMIT, -5m",
            "TIME_LIMIT, 1d",
            "STOP_TIMEOUT, 1h",
            "OUTPUT_LIMIT, 0",
            "NETWORK, host",
            "NETWORK, container:db",
            "NETWORK, ns:/proc/1/ns/net",
            "NETWORK, ''",
            "USER, a b",
            "USER, -1",
            "CAP_ADD, SYS_ADMIN",
            "CAP_ADD, ALL",
            "CAP_ADD, cap_sys_ptrace",
            "READ_ONLY, maybe",
            "TMPFS, tmp",
            "TMPFS, '/tmp:size=1g'",
            "TMPFS, '/tmp/../etc'",
            "VOLUME, /etc",
            "VOLUME, '/:/host'",
            "VOLUME, '/etc:/etc:ro'",
            "VOLUME, '..:/up'",
            "VOLUME, 'src/../..:/up'",
            "VOLUME, 'cache:/cache'",
            "VOLUME, './src:src'",
            "VOLUME, './src:/src:rw,z'",
            "VOLUME, './nowhere:/src'",
            "WORKDIR, src",
            "ENV, NAME",
            "ENV, =x",
            "NAME, a/b",
            "PULL, sometimes"
        })
        void rejectsInvalidValues(RunOption option, String text) {
            options = options.with(option, text);

            assertThat(refusal()).extracting(Refusal::option).isEqualTo(option.key());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "-v", "a b", "a\nb", "a\u0000"})
        void rejectsInvalidImageNames(String image) {
            assertThatThrownBy(() -> check(new RunRequest(image, List.of(), options, false, false)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("image: ");
        }
    }

    @Nested
    class SiteAndHost {

        @Test
        void siteSetsDefaultsAndMaxima() throws RefusedException {
            policy = new LimitPolicy(
                    RunOptions.NONE
                            .with(RunOption.MEMORY, "256m")
                            .with(RunOption.CPUS, "1")
                            .with(RunOption.NETWORK, "none"),
                    RunOptions.NONE
                            .with(RunOption.MEMORY, "1g")
                            .with(RunOption.PIDS_LIMIT, "100")
                            .with(RunOption.TIME_LIMIT, "1h"),
                    Set.of("none", "ci"),
                    Set.of("NET_RAW"),
                    List.of(),
                    false);
            options = RunOptions.NONE.with(RunOption.CAP_ADD, "cap_net_raw");

            RunSpec spec = check();

            assertThat(spec.limits().memory()).hasToString("256m");
            assertThat(spec.limits().pids()).isEqualTo(100);
            assertThat(spec.stop().time()).isEqualTo(Duration.ofHours(1));
            assertThat(spec.isolation().network()).isEqualTo("none");
            assertThat(spec.isolation().capabilities()).containsExactly("NET_RAW");

            options = options.with(RunOption.MEMORY, "1025m");
            assertThat(refusal())
                    .hasToString(
                            "memory: 1025m is more than the site's maximum of 1g (an administrator can change this:"
                                    + " 'limits' in config.yml, or the Jenkins settings)");
            options = options.with(RunOption.MEMORY, "1g").with(RunOption.MEMORY_SWAP, "2g");
            assertThat(refusal().option()).isEqualTo("memory-swap");
            options = options.with(RunOption.MEMORY_SWAP, "1g").with(RunOption.TIME_LIMIT, "61m");
            assertThat(refusal().option()).isEqualTo("time-limit");
            options = options.with(RunOption.TIME_LIMIT, "60m").with(RunOption.NETWORK, "bridge");
            assertThat(refusal().message()).contains("permitted: ci, none");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void siteDecidesAboutReadOnlyRoot(boolean readOnly) throws RefusedException {
            RunOptions defaults = RunOptions.NONE.with(RunOption.READ_ONLY, Boolean.toString(readOnly));
            policy = new LimitPolicy(defaults, RunOptions.NONE, Set.of(), Set.of(), List.of(), false);

            assertThat(check().isolation().readOnly()).isEqualTo(readOnly);
        }

        @ParameterizedTest
        @EnumSource(
                value = RunOption.class,
                names = {"MEMORY", "MEMORY_SWAP", "CPUS", "PIDS_LIMIT"})
        void rejectsHostWithoutLimits(RunOption option) {
            host = new HostCapacity(HOST.memory(), HOST.cpus(), List.of(option));

            assertThat(refusal())
                    .extracting(Refusal::option, Refusal::authority)
                    .containsExactly(option.key(), Authority.HOST);
        }

        @Test
        void checksWithoutHost() throws Exception {
            RunOptions asked = options.with(RunOption.VOLUME, "/nowhere:/x").with(RunOption.CPUS, "1000");
            LimitCheck.checkBeforehand(policy, new RunRequest("maven:3.9", List.of(), asked, false, false));

            RunRequest small = new RunRequest(
                    "maven:3.9",
                    List.of(),
                    asked.with(RunOption.MEMORY, "4m").with(RunOption.NETWORK, "host"),
                    false,
                    false);
            RefusedException refused =
                    catchThrowableOfType(RefusedException.class, () -> LimitCheck.checkBeforehand(policy, small));
            assertThat(refused.refusals()).extracting(Refusal::option).containsExactly("memory", "network");
        }
    }

    @Nested
    class Refusals {

        @Test
        void nameEveryReasonAndAuthority() {
            options = options.with(RunOption.MEMORY, "32g")
                    .with(RunOption.PIDS_LIMIT, "x")
                    .with(RunOption.NETWORK, "host")
                    .with(RunOption.CAP_ADD, "SYS_ADMIN");

            assertThat(refusals())
                    .extracting(Refusal::option, Refusal::authority)
                    .containsExactlyInAnyOrder(
                            tuple("memory", Authority.HOST),
                            tuple("pids-limit", Authority.USER),
                            tuple("network", Authority.NOBODY),
                            tuple("cap-add", Authority.SITE));
            assertThat(refusals()).anyMatch(refusal -> refusal.toString().contains("an administrator can change"));
        }

        @Test
        void escapeHostileTexts() {
            options = options.with(RunOption.MEMORY, "\u001b[2J\r\n" + "x".repeat(100_000));

            assertThat(refusal().toString())
                    .doesNotContain("\u001b", "\r", "\n")
                    .hasSizeLessThan(300);
        }
    }

    @Nested
    class CheckedResult {

        @Test
        void hidesValuesOfVariables() throws RefusedException {
            options = options.with(RunOption.ENV, "TOKEN=hush");

            assertThat(check().command().environment()).containsExactly("TOKEN=hush");
            assertThat(check().toString()).doesNotContain("hush");
        }

        @Test
        void isSerializable() throws Exception {
            options = options.with(RunOption.ULIMIT, "nofile=1024:2048").with(RunOption.TMPFS, "/tmp:16m");
            RunSpec spec = check();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(spec);
            }

            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(spec);
            }
        }
    }
}
