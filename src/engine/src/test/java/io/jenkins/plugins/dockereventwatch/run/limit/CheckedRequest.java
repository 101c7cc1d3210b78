package io.jenkins.plugins.dockereventwatch.run.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a host, by whose rules, and what the check of limits says of it. */
abstract class CheckedRequest {

    static final HostCapacity HOST = new HostCapacity(MemorySize.parse("16g"), CpuCount.of(4), List.of());

    @TempDir
    Path folder;

    LimitPolicy policy = LimitPolicy.BUILT_IN;
    HostCapacity host = HOST;
    Workspace workspace;
    RunOptions options = RunOptions.NONE.with(RunOption.MEMORY, "512m").with(RunOption.CPUS, "1.5");

    @BeforeEach
    void useFolder() throws IOException {
        Files.createDirectories(folder.resolve("workspace/src"));
        workspace = new Workspace(
                folder.resolve("workspace"), true, Set.of(folder.resolve("run/docker.sock")), null, Set.of());
    }

    RunSpec check() throws RefusedException {
        return check(new RunRequest("maven:3.9", List.of("mvn"), options, false, false));
    }

    RunSpec check(RunRequest request) throws RefusedException {
        return LimitCheck.check(policy, host, workspace, request);
    }

    List<Refusal> refusals() {
        RefusedException refused = catchThrowableOfType(RefusedException.class, this::check);
        assertThat(refused).isNotNull();
        return refused.refusals();
    }

    Refusal refusal() {
        assertThat(refusals()).hasSize(1);
        return refusals().get(0);
    }
}
