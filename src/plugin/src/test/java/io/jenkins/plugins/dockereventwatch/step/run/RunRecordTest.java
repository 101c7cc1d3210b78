package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.limit.CpuCount;
import io.jenkins.plugins.dockereventwatch.run.limit.HostCapacity;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitCheck;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.MemorySize;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.Workspace;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {

    @TempDir
    private Path build;

    @Test
    void survivesARestart() throws Exception {
        RunRecord record = new RunRecord(build, "1");
        assertThat(record.handle()).isEmpty();
        assertThat(record.cursor()).isEqualTo(LogCursor.START);

        RunHandle handle = handle();
        record.keep(handle);
        record.keep(new LogCursor(7, 9));

        RunRecord again = new RunRecord(build, "1");
        assertThat(again.handle()).contains(handle);
        assertThat(again.cursor()).isEqualTo(new LogCursor(7, 9));
        assertThat(new RunRecord(build, "2").handle()).isEmpty();

        again.delete();
        assertThat(build).isEmptyDirectory();
    }

    @Test
    void overwritesUnrecordedOutput() throws Exception {
        RunRecord record = new RunRecord(build, "1");
        record.append(0, "one\n".getBytes());
        record.append(4, "lost at the restart\n".getBytes());
        record.append(4, "two\n".getBytes());

        assertThat(record.output()).isEqualTo("one\ntwo\n");
    }

    @Test
    void limitsOutput() throws Exception {
        RunRecord record = new RunRecord(build, "1");
        record.append(0, new byte[10 << 20]);

        assertThatIOException()
                .isThrownBy(() -> record.append(10 << 20, new byte[1]))
                .withMessageContaining("10 MiB");
    }

    @Test
    void rejectsForeignObjects() throws Exception {
        try (ObjectOutputStream out =
                new ObjectOutputStream(Files.newOutputStream(build.resolve("limited-run-1.handle")))) {
            out.writeObject(new org.opentest4j.AssertionFailedError("foreign"));
        }

        assertThatIOException().isThrownBy(() -> new RunRecord(build, "1").handle());
    }

    private RunHandle handle() throws Exception {
        RunOptions options = RunOptions.NONE
                .with(RunOption.MEMORY, "64m")
                .with(RunOption.CPUS, "0.5")
                .with(RunOption.ULIMIT, "nofile=64")
                .with(RunOption.TMPFS, "/tmp:16m")
                .with(RunOption.TIME_LIMIT, "1h")
                .with(RunOption.VOLUME, build + ":/work");
        RunSpec spec = LimitCheck.check(
                LimitPolicy.BUILT_IN,
                new HostCapacity(MemorySize.parse("8g"), CpuCount.parse("4"), List.of()),
                new Workspace(build, true, Set.of(), null, Set.of()),
                new RunRequest("busybox:1", List.of("true"), options, false, false));
        return new RunHandle("run", "container", spec);
    }
}
