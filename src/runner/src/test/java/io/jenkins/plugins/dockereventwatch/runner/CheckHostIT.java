package io.jenkins.plugins.dockereventwatch.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code check-image} of what a Docker host has and runs. */
@WithDocker
class CheckHostIT {

    @Test
    void checksRunningAndLocalImages(DockerEngine engine) throws Exception {
        String container = engine.run("check-host", "evil/miner:1", "sleep 600");
        try {
            Program.Result running = Program.launch(
                    Map.of("DOCKER_HOST", engine.host().uri().toString()), "", "check-image", "--running");
            Program.Result local = Program.run(
                    "check-image", "--local", "--host", engine.host().uri().toString());

            assertThat(running.exitCode()).as(running.err()).isOne();
            assertThat(running.out()).containsPattern("denied +evil/miner:1\\n +location +container check-host\\n");
            assertThat(local.exitCode()).as(local.err()).isOne();
            assertThat(local.out()).containsPattern("denied +evil/miner:1\\n +location +local image\\n");
        } finally {
            engine.remove(container);
        }
    }
}
