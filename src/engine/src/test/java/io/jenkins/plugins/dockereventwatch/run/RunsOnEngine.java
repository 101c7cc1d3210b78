package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of runs on the engine that all tests share; what it leaves is removed. */
@WithDocker
abstract class RunsOnEngine {

    @TempDir
    Path folder;

    Runs runs;
    DockerEngine engine;

    @BeforeEach
    void connect(DockerEngine shared) throws Exception {
        engine = shared;
        runs = new Runs(shared, folder);
    }

    @AfterEach
    void removeAll() throws Exception {
        runs.close();
    }
}
