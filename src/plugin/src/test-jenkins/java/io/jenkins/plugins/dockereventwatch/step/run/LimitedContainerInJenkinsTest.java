package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Event;
import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The block in a Jenkins, on an agent of its own process, against a real Docker Engine. */
@WithDocker
@WithJenkins
class LimitedContainerInJenkinsTest {

    private JenkinsRule jenkins;
    private DockerEngine docker;
    private DockerBuilds builds;

    @BeforeEach
    void use(JenkinsRule rule, DockerEngine engine) throws Exception {
        jenkins = rule;
        docker = engine;
        jenkins.createOnlineSlave(Label.get("docker"));
        builds = new DockerBuilds(jenkins, docker, "block", "node('docker')");
    }

    @Test
    void runsStepsInTheContainer() throws Exception {
        WorkflowRun build = builds.run(Result.SUCCESS, """
                writeFile file: 'in.txt', text: 'hello'
                def given = withLimitedContainer(image: 'busybox:1', memory: '64m', cpus: 0.5, pidsLimit: 100) {
                    withEnv(['GREETING=a $b and $$c "d"']) {
                        sh 'read -r line < in.txt || true; echo "$line of $BUILD_NUMBER: $GREETING"; echo "first $(busybox cat /proc/1/comm)"'
                    }
                    sh 'busybox cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null || busybox cat /sys/fs/cgroup/memory.max'
                    sh 'echo "path is $PATH"'
                    dir('sub') {
                        sh 'busybox pwd; echo made > made.txt'
                    }
                    def code = sh(returnStatus: true, script: 'exit 7')
                    def text = sh(returnStdout: true, script: 'echo quiet')
                    echo "got ${code} and <${text.trim()}>"
                    limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 0.5, command: ['sh', '-c', 'echo beside']
                    'value'
                }
                echo "written: ${readFile('sub/made.txt').trim()}, given: ${given}"
                """);

        jenkins.assertLogContains("hello of 1: a $b and $$c \"d\"", build);
        jenkins.assertLogContains("first docker-init", build);
        jenkins.assertLogContains(Integer.toString(64 << 20), build);
        jenkins.assertLogContains("path is /usr/local/sbin:/usr/local/bin", build);
        jenkins.assertLogContains("/sub\n", build);
        jenkins.assertLogContains("got 7 and <quiet>", build);
        jenkins.assertLogContains("beside", build);
        jenkins.assertLogContains("written: made, given: value", build);
        jenkins.assertLogContains(PluginExpectedTexts.USED_RESOURCES, build);
        assertThat(build.getAction(LimitedRunsAction.class).getRuns())
                .extracting(row -> row.memory, row -> row.success)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("32m", true),
                        org.assertj.core.api.Assertions.tuple("64m", true));
        builds.assertNothingIsLeft();
    }

    @Test
    void endOfTheBlockCausesNoAlert() throws Exception {
        List<String> exitCodes = new CopyOnWriteArrayList<>();
        try (ResultCallback.Adapter<Event> watch = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Event event) {
                exitCodes.add(event.getActor().getAttributes().get("exitCode"));
            }
        }) {
            docker.client().eventsCmd().withEventFilter("die").exec(watch).awaitStarted();

            builds.run(Result.SUCCESS, block("sh 'true'"));

            await().atMost(Duration.ofMinutes(1)).until(() -> !exitCodes.isEmpty());
            assertThat(exitCodes).containsExactly("0");
        }
    }

    @Test
    void worksInDeclarativePipelines() throws Exception {
        WorkflowRun build = builds.runPipeline("""
                pipeline {
                    agent { label 'docker' }
                    environment { DOCKER_HOST = '%s' }
                    stages { stage('Run') { steps {
                        withLimitedContainer(image: 'busybox:1', memory: '32m', cpus: '0.5') {
                            sh 'echo in a block'
                        }
                    } } }
                }
                """);

        jenkins.assertLogContains("in a block", build);
        builds.assertNothingIsLeft();
    }

    @Test
    void reportsOutOfMemoryInTheBlock() throws Exception {
        WorkflowRun failed = builds.run(Result.FAILURE, block("sh 'tail /dev/zero'"));
        jenkins.assertLogContains(
                "ERROR: " + PluginExpectedTexts.processKilled("32m") + "; script returned exit code 137", failed);

        WorkflowRun wentOn = builds.run(Result.SUCCESS, block("sh 'tail /dev/zero || echo went on'"));
        jenkins.assertLogContains("docker-event-watch: " + PluginExpectedTexts.processKilled("32m"), wentOn);
        jenkins.assertLogContains("went on", wentOn);
        builds.assertNothingIsLeft();
    }

    @Test
    void endOfContainerFailsTheBlock() throws Exception {
        WorkflowRun timeLimit = builds.run(
                Result.FAILURE,
                "withLimitedContainer(image: 'busybox:1', memory: '32m', cpus: 1, timeLimit: '3s') { sh 'sleep 600' }");
        jenkins.assertLogContains("ERROR: stopped: time limit 3s reached", timeLimit);

        WorkflowRun removed = builds.start(block("sh 'echo ready; sleep 600'"));
        jenkins.waitForMessage("ready", removed);
        for (Container container : builds.containers()) {
            docker.remove(container.getId());
        }
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(removed));
        jenkins.assertLogContains("was removed by someone else", removed);
        try (Stream<Path> files = Files.list(removed.getRootDir().toPath())) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("limited-run-"));
        }
        builds.assertNothingIsLeft();
    }

    @Test
    void abortStopsCommandAndRemovesContainer() throws Exception {
        WorkflowRun build = builds.start(
                block("sh 'trap \"echo stopping; exit 0\" TERM; echo ready; while :; do sleep 0.1; done'"));
        jenkins.waitForMessage("ready", build);
        assertThat(builds.containers()).hasSize(1);

        build.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("stopping", build);
        builds.assertNothingIsLeft();
    }

    @Test
    void failsImmediatelyWithTheReason() throws Exception {
        jenkins.assertLogContains("script returned exit code 3", builds.run(Result.FAILURE, block("sh 'exit 3'")));
        jenkins.assertLogContains(
                PluginExpectedTexts.IMAGE_REFUSED,
                builds.run(
                        Result.FAILURE,
                        "withLimitedContainer(image: 'ghcr.io/evil/x', memory: '32m', cpus: 1) { sh 'true' }"));
        jenkins.assertLogContains(
                "memory: Invalid memory limit '4m': " + PluginExpectedTexts.LEAST_MEMORY,
                builds.run(
                        Result.FAILURE,
                        "withLimitedContainer(image: 'busybox:1', memory: '4m', cpus: 1) { sh 'true' }"));
        jenkins.assertLogContains(
                "Failed to start the command in the container",
                builds.run(Result.FAILURE, block("dir('/nowhere') { sh 'true' }")));
        builds.assertNothingIsLeft();
    }

    @Test
    void refusesImageByItsMetadata() throws Exception {
        ImagePolicyConfiguration.get().setLicenses(List.of("MIT"));

        WorkflowRun build = builds.run(Result.FAILURE, block("echo 'start' + 'ed'"));

        jenkins.assertLogContains(
                "ERROR: refused: image: 'busybox:1' is denied by the image policy: it has no label", build);
        jenkins.assertLogNotContains("started", build);
        assertThat(builds.containers()).isEmpty();
    }

    @Test
    void roundTripsInSnippetGenerator() throws Exception {
        LimitedContainerStep step = new LimitedContainerStep("maven:3.9");
        step.setMemory("2g");
        step.setCpus("1.5");
        step.setTimeLimit("1h");
        step.setUser("1000:1000");
        step.setReadOnly(true);
        step.setCapAdd(List.of("CHOWN", "KILL"));
        step.setTmpfs(List.of("/tmp:16m"));

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    private static String block(String steps) {
        return "withLimitedContainer(image: 'busybox:1', memory: '32m', cpus: 1) {\n" + steps + "\n}";
    }
}
