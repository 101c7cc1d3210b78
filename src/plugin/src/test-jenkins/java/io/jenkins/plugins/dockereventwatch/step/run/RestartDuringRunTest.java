package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A run goes on while the controller is restarted. */
@WithDocker
class RestartDuringRunTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void resumesTheRun(DockerEngine docker) throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = new DockerBuilds(jenkins, docker, "runs", "node").start("""
                    def code = limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 1, returnStatus: true,
                        command: ['sh', '-c', 'i=0; while [ $i -lt 600 ]; do i=$((i+1)); echo line $i.; echo begun >&2; sleep 0.05; done; exit 5']
                    echo "exit code ${code}"
                    def text = limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 1, returnStdout: true, command: ['sh', '-c', 'echo after']
                    echo "text ${text.trim()}"
                    """);
            jenkins.waitForMessage("line 20.", build);
        });
        sessions.then(jenkins -> {
            WorkflowRun build =
                    jenkins.jenkins.getItemByFullName("runs", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("exit code 5", build);
            jenkins.assertLogContains("text after", build);
            List<String> log = build.getLog(10_000);
            assertThat(DockerBuilds.numbers(build))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 600).boxed().toList());
            assertThat(log.stream().filter("begun"::equals)).hasSize(600);
            try (var files = java.nio.file.Files.list(build.getRootDir().toPath())) {
                assertThat(files)
                        .noneMatch(file -> file.getFileName().toString().startsWith("limited-run-"));
            }
        });
        assertThat(DockerBuilds.containers(docker)).isEmpty();
    }

    @Test
    void continuesBlockInItsContainer(DockerEngine docker) throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = new DockerBuilds(jenkins, docker, "block", "node").start("""
                    withLimitedContainer(image: 'busybox:1', memory: '32m', cpus: 1) {
                        sh 'i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo line $i.; sleep 0.1; done'
                        sh 'echo "still in $(busybox cat /proc/1/comm)"'
                        sh 'tail /dev/zero || true'
                    }
                    """);
            jenkins.waitForMessage("line 20.", build);
        });
        assertThat(DockerBuilds.containers(docker)).hasSize(1);
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("block", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("line 300.", build);
            jenkins.assertLogContains("still in docker-init", build);
            jenkins.assertLogContains(PluginExpectedTexts.processKilled("32m"), build);
            assertThat(build.getAction(LimitedRunsAction.class).getRuns()).hasSize(1);
        });
        assertThat(DockerBuilds.containers(docker)).isEmpty();
    }
}
