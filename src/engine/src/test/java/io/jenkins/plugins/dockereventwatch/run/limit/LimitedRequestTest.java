package io.jenkins.plugins.dockereventwatch.run.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a permitted request leads to. */
class LimitedRequestTest extends CheckedRequest {

    @Test
    void containsRequestedLimits() throws RefusedException {
        options = options.with(RunOption.MEMORY_SWAP, "1g")
                .with(RunOption.PIDS_LIMIT, "7")
                .with(RunOption.SHM_SIZE, "32m")
                .with(RunOption.ULIMIT, "nofile=1:2")
                .with(RunOption.TIME_LIMIT, "1h")
                .with(RunOption.OUTPUT_LIMIT, "1m");

        assertThat(check().limits())
                .isEqualTo(new ResourceLimits(
                        MemorySize.parse("512m"),
                        MemorySize.parse("1g"),
                        CpuCount.parse("1.5"),
                        7,
                        MemorySize.parse("32m"),
                        List.of(new Ulimit("nofile", 1, 2))));
        assertThat(check().stop())
                .isEqualTo(new RunSpec.StopConditions(
                        Duration.ofHours(1), MemorySize.parse("1m"), Duration.ofSeconds(10)));
    }

    @Test
    void containsRequestedIsolation() throws RefusedException {
        options = options.with(RunOption.NETWORK, "none")
                .with(RunOption.USER, "1000:1000")
                .with(RunOption.CAP_ADD, "cap_chown")
                .with(RunOption.READ_ONLY, "true")
                .with(RunOption.TMPFS, "/tmp:16m")
                .with(RunOption.TMPFS, "/run");

        assertThat(check().isolation())
                .isEqualTo(new Isolation(
                        "none",
                        "1000:1000",
                        Set.of("CHOWN"),
                        true,
                        List.of(
                                new Tmpfs("/tmp", MemorySize.parse("16m")),
                                new Tmpfs("/run", MemorySize.parse("512m"))),
                        List.of()));
    }

    @Test
    void containsCommandAndName() throws RefusedException {
        options = options.with(RunOption.NAME, "build")
                .with(RunOption.ENTRYPOINT, "sh")
                .with(RunOption.WORKDIR, "/")
                .with(RunOption.ENV, "A=1")
                .with(RunOption.PULL, "never")
                .with(RunOption.STOP_TIMEOUT, "10m");

        RunSpec spec = check();

        assertThat(spec.creation().name()).isEqualTo("build");
        assertThat(spec.creation().pull()).isEqualTo(PullPolicy.NEVER);
        assertThat(spec.stop().timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(spec.command())
                .isEqualTo(new ContainerCommand(List.of("mvn"), "sh", List.of("A=1"), "/", false, false));
    }

    @Nested
    class Capacity {

        @ParameterizedTest
        @CsvSource({"MEMORY, 16g", "CPUS, 4"})
        void canBeUsedCompletely(RunOption option, String text) throws RefusedException {
            options = options.with(option, text);

            assertThat(check()).isNotNull();
        }

        @ParameterizedTest
        @CsvSource({
            "MEMORY, 17g, 17g is more than the Docker host has: 16g",
            "CPUS, 5, 5 is more than the Docker host has: 4"
        })
        void isNotExceeded(RunOption option, String text, String message) {
            options = options.with(option, text);

            assertThat(refusal()).isEqualTo(new Refusal(option.key(), message, Authority.HOST));
        }

        @ParameterizedTest
        @CsvSource({"MEMORY_SWAP, swapaccount=1", "MEMORY, cgroup controller"})
        void namesMissingSupport(RunOption option, String support) {
            host = new HostCapacity(HOST.memory(), HOST.cpus(), List.of(option));

            assertThat(refusal().message()).contains(support);
        }
    }

    @Nested
    class SitesMaximum {

        private void set(RunOption option, String maximum) {
            policy = new LimitPolicy(
                    RunOptions.NONE, RunOptions.NONE.with(option, maximum), Set.of(), Set.of(), List.of(), false);
        }

        @Test
        void lowersBuiltInDefault() throws RefusedException {
            set(RunOption.SHM_SIZE, "32m");
            assertThat(check().limits().shm()).hasToString("32m");

            set(RunOption.SHM_SIZE, "128m");
            assertThat(check().limits().shm()).hasToString("64m");
        }

        @ParameterizedTest
        @CsvSource({
            "SHM_SIZE, 32m, 33m",
            "PIDS_LIMIT, 100, 101",
            "OUTPUT_LIMIT, 1m, 2m",
            "TIME_LIMIT, 1h, 61m",
            "CPUS, 1.5, 1.6"
        })
        void isAllowedButNotMore(RunOption option, String maximum, String more) throws RefusedException {
            set(option, maximum);
            options = options.with(option, maximum);
            assertThat(check()).isNotNull();

            options = options.with(option, more);
            assertThat(refusal())
                    .extracting(Refusal::option, Refusal::authority)
                    .containsExactly(option.key(), Authority.SITE);
        }
    }

    @Nested
    class Mounts {

        @Test
        void mayBeBesideWorkspace() throws Exception {
            Files.createDirectories(folder.resolve("workspace@tmp/x"));
            options = options.with(RunOption.VOLUME, folder + "/workspace@tmp/x:/x");
            assertThat(refusal().option()).isEqualTo("volume");

            workspace = workspace.withAdditionalFolders(Set.of(folder.resolve("workspace@tmp")));

            assertThat(check().isolation().mounts())
                    .containsExactly(new Mount(folder.toRealPath() + "/workspace@tmp/x", "/x", false));
            Files.createDirectories(folder.resolve("other"));
            options = options.with(RunOption.VOLUME, folder + "/other:/y");
            assertThat(refusal().option()).isEqualTo("volume");
        }

        @Test
        void areNotPermittedByOtherFolder() throws Exception {
            Files.createDirectories(folder.resolve("cache"));
            Files.createDirectories(folder.resolve("other"));
            policy = new LimitPolicy(
                    RunOptions.NONE,
                    RunOptions.NONE,
                    Set.of(),
                    Set.of(),
                    List.of(folder.toRealPath() + "/cache", "m2-cache"),
                    false);
            options = options.with(RunOption.VOLUME, folder + "/other:/x");

            assertThat(refusal().authority()).isEqualTo(Authority.SITE);
        }

        @Test
        void arePermittedByLinkToFolder() throws Exception {
            Files.createDirectories(folder.resolve("cache/m2"));
            Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("cache"));
            policy = new LimitPolicy(
                    RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of(link.toString()), false);
            options = options.with(RunOption.VOLUME, folder + "/link/m2:/m2");

            assertThat(check().isolation().mounts())
                    .containsExactly(new Mount(folder.toRealPath() + "/cache/m2", "/m2", false, true));
        }

        @Test
        void areNotPermittedByNameOfVolume() {
            Path source = Path.of("src").toAbsolutePath();
            policy = new LimitPolicy(RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of("src"), false);
            options = options.with(RunOption.VOLUME, source + ":/x");

            assertThat(refusal().option()).isEqualTo("volume");
        }
    }
}
