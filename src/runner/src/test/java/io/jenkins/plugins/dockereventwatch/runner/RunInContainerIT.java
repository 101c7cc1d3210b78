package io.jenkins.plugins.dockereventwatch.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself in a container with the engine's socket: its folders are not those of the Docker host. */
@WithDocker
class RunInContainerIT {

    private static final Path SOCKET = Path.of("/engine/docker.sock");

    @Test
    void usesFoldersMountedIntoItsContainer(DockerEngine engine, @TempDir Path folder) throws Exception {
        Path onHost = Files.createDirectory(folder.resolve("on the host"));
        Files.writeString(onHost.resolve("in.txt"), "from the host\n");
        String script = String.join(
                " ",
                "cd /workspace && run() { '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -jar '"
                        + Program.ROOT.resolve("src/runner/target/docker-event-watch.jar")
                        + "' run --quiet --host unix://"
                        + SOCKET + " --memory 32m --cpus 1 --network none \"$@\"; };",
                "run --volume ./:/data " + DockerEngine.IMAGE
                        + " sh -c 'busybox cat /data/in.txt; echo made > /data/out.txt'; echo \"code $?\";",
                "busybox mkdir -p /only/here; cd /only; run --volume ./here:/data " + DockerEngine.IMAGE
                        + " true; echo \"code $?\"");
        List<Bind> binds = new ArrayList<>(List.of(
                Bind.parse(onHost + ":/workspace"),
                Bind.parse(engine.host().uri().getPath() + ":" + SOCKET),
                Bind.parse(Program.ROOT + ":" + Program.ROOT + ":ro")));
        for (String ofJava : List.of("/usr", "/lib", "/lib64", "/etc", System.getProperty("java.home"))) {
            if (Files.exists(Path.of(ofJava)) && !ofJava.startsWith("/usr/")) {
                binds.add(Bind.parse(ofJava + ":" + ofJava + ":ro"));
            }
        }

        engine.run(
                "program-in-container",
                DockerEngine.IMAGE,
                "(" + script + ") > /workspace/log.txt 2>&1; echo done >> /workspace/log.txt; sleep 600",
                create -> create.withHostConfig(
                        HostConfig.newHostConfig().withNetworkMode("none").withBinds(binds)));

        try {
            Path log = onHost.resolve("log.txt");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Files.exists(log) && text(log).endsWith("done\n"));
            assertThat(text(log).lines())
                    .containsSubsequence("from the host", "code 0")
                    .anyMatch(line -> line.contains("warning: the container runs as root and can write to "))
                    .anyMatch(line -> line.contains("exists only in the container of this program: mount it there"))
                    .contains("code 125");
            assertThat(onHost.resolve("out.txt")).hasContent("made");
        } finally {
            engine.remove("program-in-container");
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
