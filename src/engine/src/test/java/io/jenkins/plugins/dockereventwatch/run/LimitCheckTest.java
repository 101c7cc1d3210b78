package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.dockereventwatch.run.Refusal.Authority;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitCheckTest {

    private static final HostCapacity HOST = new HostCapacity(MemorySize.parse("16g"), CpuCount.of(4), List.of());

    @TempDir
    private Path folder;

    private LimitPolicy policy = LimitPolicy.BUILT_IN;
    private HostCapacity host = HOST;
    private Workspace workspace;
    private RunOptions options = RunOptions.NONE.with(RunOption.MEMORY, "512m").with(RunOption.CPUS, "1.5");

    @BeforeEach
    void useFolder() throws IOException {
        Files.createDirectories(folder.resolve("workspace/src"));
        workspace = new Workspace(folder.resolve("workspace"), true, Set.of(folder.resolve("run/docker.sock")), null);
    }

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
    void memoryIsReadAsDockerReadsIt(String text, long bytes) throws RefusedException {
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
    void memoryThatDockerRefusesOrTakesAsUnlimitedIsRefused(String text) {
        options = options.with(RunOption.MEMORY, text);

        assertThat(refusal()).extracting(Refusal::option).isEqualTo("memory");
        assertThat(refusal().toString()).doesNotContain("\n").hasSizeLessThan(300);
    }

    @Test
    void theOldExampleOf4mIsToldWhatChanged() {
        options = options.with(RunOption.MEMORY, "4m");

        assertThat(refusal().toString()).contains("4m is too little; at least 6m is allowed", "20.10");
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1500000000", "0.01, 10000000", "4, 4000000000", "1.123456789, 1123456789", "01.50, 1500000000"})
    void cpusAreReadAsDockerReadsThem(String text, long nanos) throws RefusedException {
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
    void cpusThatDockerRefusesOrTakesAsUnlimitedAreRefused(String text) {
        options = options.with(RunOption.CPUS, text);

        assertThat(refusal()).extracting(Refusal::option).isEqualTo("cpus");
    }

    @Test
    void memoryAndCpusAreMandatoryAndBothAreAskedForAtOnce() {
        options = RunOptions.NONE;

        assertThat(refusals()).extracting(Refusal::option).containsExactly("memory", "cpus");
        assertThat(refusals()).allMatch(refusal -> refusal.message().startsWith("missing"));
    }

    @Test
    void whatIsNotSaidIsLimitedNevertheless() throws RefusedException {
        ResourceLimits limits = check().limits();

        assertThat(limits.pids()).isEqualTo(512);
        assertThat(limits.shm()).hasToString("64m");
        assertThat(limits.output()).hasToString("1g");
        assertThat(check().isolation()).isEqualTo(new Isolation("bridge", null, Set.of(), false, List.of(), List.of()));
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
    void oddValuesAreRefused(RunOption option, String text) {
        options = options.with(option, text);

        assertThat(refusal()).extracting(Refusal::option).isEqualTo(option.key());
    }

    @Test
    void everyReasonIsToldAtOnceAndWhoMayChangeIt() {
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
        assertThat(refusals()).anyMatch(refusal -> refusal.toString().contains("the site's administrator may change"));
    }

    @Test
    void sitesSetDefaultsAndMaxima() throws RefusedException {
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
                List.of());
        options = RunOptions.NONE.with(RunOption.CAP_ADD, "cap_net_raw");

        RunSpec spec = check();

        assertThat(spec.limits().memory()).hasToString("256m");
        assertThat(spec.limits().pids()).isEqualTo(100);
        assertThat(spec.limits().time()).isEqualTo(Duration.ofHours(1));
        assertThat(spec.isolation().network()).isEqualTo("none");
        assertThat(spec.isolation().capabilities()).containsExactly("NET_RAW");

        options = options.with(RunOption.MEMORY, "1025m");
        assertThat(refusal())
                .hasToString("memory: 1025m is more than the site's maximum of 1g (the site's administrator"
                        + " may change this: 'limits' in config.yml, or the Jenkins settings)");
        options = options.with(RunOption.MEMORY, "1g").with(RunOption.MEMORY_SWAP, "2g");
        assertThat(refusal().option()).isEqualTo("memory-swap");
        options = options.with(RunOption.MEMORY_SWAP, "1g").with(RunOption.TIME_LIMIT, "61m");
        assertThat(refusal().option()).isEqualTo("time-limit");
        options = options.with(RunOption.TIME_LIMIT, "60m").with(RunOption.NETWORK, "bridge");
        assertThat(refusal().message()).contains("permitted: ci, none");
    }

    @ParameterizedTest
    @EnumSource(
            value = RunOption.class,
            names = {"MEMORY", "MEMORY_SWAP", "CPUS", "PIDS_LIMIT"})
    void hostsThatCannotLimitRunNothing(RunOption option) {
        host = new HostCapacity(HOST.memory(), HOST.cpus(), List.of(option));

        assertThat(refusal())
                .extracting(Refusal::option, Refusal::authority)
                .containsExactly(option.key(), Authority.HOST);
    }

    @Test
    void foldersOfTheWorkspaceAreMountedWithoutTheirLinks() throws Exception {
        Files.createSymbolicLink(folder.resolve("workspace/link"), Path.of("src"));
        options = options.with(RunOption.VOLUME, "./link:/a:ro").with(RunOption.VOLUME, folder + "/workspace:/b");

        assertThat(check().isolation().mounts())
                .containsExactly(
                        new Mount(folder.toRealPath() + "/workspace/src", "/a", true),
                        new Mount(folder.toRealPath() + "/workspace", "/b", false));
    }

    @Test
    void linksDoNotLeadOutOfTheWorkspace() throws Exception {
        Files.createSymbolicLink(folder.resolve("workspace/etc"), Path.of("/etc"));
        options = options.with(RunOption.VOLUME, "./etc:/a");

        assertThat(refusal().message()).contains("is outside of the workspace");
    }

    @Test
    void sitesPermitFoldersAndVolumesButNeverTheWayToAnEngine() throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("cache/m2"));
        policy = new LimitPolicy(
                RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of(folder.toString(), "m2-cache"));
        options = options.with(RunOption.VOLUME, folder + "/cache/m2:/m2").with(RunOption.VOLUME, "m2-cache:/c");
        assertThat(check().isolation().mounts()).hasSize(2);

        options = options.with(RunOption.VOLUME, folder + "/run:/run");
        assertThat(refusal().message()).contains("leads to the socket of a Docker Engine");
        assertThat(refusal().authority()).isEqualTo(Authority.NOBODY);
    }

    @Test
    void socketsInTheWorkspaceAreNotMounted() throws Exception {
        Path socket = folder.resolve("workspace/s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            options = options.with(RunOption.VOLUME, "./s:/s");

            assertThat(refusal().message()).contains("is neither a folder nor a file");
        }
    }

    @Test
    void theRootOfTheMachineIsNoWorkspace() {
        workspace = new Workspace(Path.of("/"), true, Set.of(), null);
        options = options.with(RunOption.VOLUME, "/etc:/etc");

        assertThat(refusal().message()).contains("is outside of the workspace");
    }

    @Test
    void foldersOfAnotherMachineCannotBeCheckedSoOnlyPermittedOnesAreMounted() throws RefusedException {
        workspace = new Workspace(folder.resolve("workspace"), false, Set.of(), null);
        policy = new LimitPolicy(RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of("/srv/cache"));
        options = options.with(RunOption.VOLUME, "/srv/cache/m2:/m2");
        assertThat(check().isolation().mounts()).containsExactly(new Mount("/srv/cache/m2", "/m2", false));

        options = options.with(RunOption.VOLUME, "/srv/cache/../../etc:/m2");
        assertThat(refusal().message()).contains("on another machine");
    }

    @Test
    void inAContainerFoldersAreThoseOfTheHost() throws Exception {
        Path root = folder.toRealPath();
        workspace = new Workspace(
                root.resolve("workspace"),
                true,
                Set.of(),
                Map.of(root.resolve("workspace"), Path.of("/var/lib/docker/volumes/agent/_data")));
        options = options.with(RunOption.VOLUME, "./src:/src");
        assertThat(check().isolation().mounts())
                .containsExactly(new Mount("/var/lib/docker/volumes/agent/_data/src", "/src", false));

        workspace = new Workspace(root.resolve("workspace"), true, Set.of(), Map.of());
        assertThat(refusal().message()).contains("only in the container that this runs in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-v", "a b", "a\nb", "a\u0000"})
    void imagesNeedAName(String image) {
        assertThatThrownBy(() -> check(new RunRequest(image, List.of(), options, false, false)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("image: ");
    }

    @Test
    void hostileTextsAreShownHarmless() {
        options = options.with(RunOption.MEMORY, "\u001b[2J\r\n" + "x".repeat(100_000));

        assertThat(refusal().toString()).doesNotContain("\u001b", "\r", "\n").hasSizeLessThan(300);
    }

    @Test
    void valuesOfVariablesAreNeverShown() throws RefusedException {
        options = options.with(RunOption.ENV, "TOKEN=hush");

        assertThat(check().command().environment()).containsExactly("TOKEN=hush");
        assertThat(check().toString()).doesNotContain("hush");
    }

    @Test
    void whatWasCheckedCanBeSentToAnotherMachine() throws Exception {
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

    @Test
    void whatNeedsNoHostIsJudgedWithoutOne() throws Exception {
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

    private RunSpec check() throws RefusedException {
        return check(new RunRequest("maven:3.9", List.of("mvn"), options, false, false));
    }

    private RunSpec check(RunRequest request) throws RefusedException {
        return new LimitCheck(policy, host, workspace).check(request);
    }

    private List<Refusal> refusals() {
        RefusedException refused = catchThrowableOfType(RefusedException.class, this::check);
        assertThat(refused).isNotNull();
        return refused.refusals();
    }

    private Refusal refusal() {
        assertThat(refusals()).hasSize(1);
        return refusals().get(0);
    }
}
