package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDocker
class OrphanReaperTest {

    private final RunKey key = RunKey.random();

    @TempDir
    private Path folder;

    @Test
    void removesContainersOfEndedOwnersOnly(DockerEngine engine) throws Exception {
        String foreign = engine.run("foreign", DockerEngine.IMAGE, "sleep 600");
        try (Runs runs = new Runs(engine, folder);
                DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofMinutes(5))) {
            RunHandle alive = runs.start(Runs.shell(Runs.options(), "exec sleep 600"));
            RunSpec spec = alive.spec();
            Process ended = new ProcessBuilder("true").start();
            ended.waitFor();
            String here = RunOwner.thisProcess(key).claim().owner().replaceAll(":[0-9]+:[0-9]+$", "");
            RunHandle left = create(runs, spec, here + ":" + ended.pid() + ":1");
            RunHandle reused =
                    create(runs, spec, here + ":" + ProcessHandle.current().pid() + ":1");
            RunHandle elsewhere = create(runs, spec, "process:another-machine:1:1");
            RunHandle build = create(runs, spec, "build:jenkins:job#1");
            RunHandle forged = runs.runs.create(
                    spec,
                    new RunOwner(RunClaim.signed(here + ":" + ended.pid() + ":1", RunKey.random()), Map.of()),
                    Optional.empty(),
                    line -> {});
            // as the database of another user that is run from an image of a container of a run
            String image = engine.client().commitCmd(left.container()).exec();
            String inheriting = engine.client().createContainerCmd(image).exec().getId();

            List<String> removed = OrphanReaper.reap(
                    runs.runs, claim -> claim.isSignedBy(key) && RunOwner.isDeadProcess(claim.owner()));

            assertThat(removed).contains(left.container(), reused.container());
            assertThat(removed).doesNotContain(alive.container(), elsewhere.container(), build.container(), foreign);
            assertThat(removed).doesNotContain(forged.container(), inheriting);
            runs.runs.remove(forged);
            engine.remove(inheriting);
            assertThat(connection.container(left.container()).isMissingNode()).isTrue();
            assertThat(connection
                            .container(alive.container())
                            .path("State")
                            .path("Running")
                            .asBoolean())
                    .isTrue();
            runs.runs.remove(elsewhere);
            runs.runs.remove(build);
        } finally {
            engine.remove(foreign);
        }
    }

    @Test
    void labelsLinkAContainerToItsBuild(DockerEngine engine) throws Exception {
        try (Runs runs = new Runs(engine, folder);
                DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofMinutes(5))) {
            RunHandle mine = runs.create(Runs.shell(Runs.options(), "true"));
            RunHandle run = runs.runs.create(
                    mine.spec(),
                    RunOwner.build(
                            "abc", "folder/job", 7, Map.of("io.jenkins.docker-event-watch.job", "folder/job"), key),
                    Optional.empty(),
                    line -> {});

            assertThat(runs.runs.find(run.run())).contains(run.container());
            assertThat(connection
                            .container(run.container())
                            .path("Config")
                            .path("Labels")
                            .toString())
                    .contains(
                            "\"io.jenkins.docker-event-watch.run\":\"" + run.run() + "\"",
                            "\"io.jenkins.docker-event-watch.owner\":\"build:abc:folder/job#7\"",
                            "\"io.jenkins.docker-event-watch.job\":\"folder/job\"");
            runs.runs.remove(run);
            assertThat(runs.runs.find(run.run())).isEmpty();
            runs.runs.remove(run);
        }
    }

    private RunHandle create(Runs runs, RunSpec spec, String owner) throws Exception {
        RunClaim claim = RunClaim.signed(owner, key);
        return runs.runs.create(spec, new RunOwner(claim, Map.of()), Optional.empty(), line -> {});
    }
}
