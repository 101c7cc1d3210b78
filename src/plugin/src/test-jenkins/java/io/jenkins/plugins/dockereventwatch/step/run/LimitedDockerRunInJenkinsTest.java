package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitSetting;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitedRunConfiguration;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The step in a Jenkins, on an agent of its own process, against a real Docker Engine. */
@WithDocker
@WithJenkins
class LimitedDockerRunInJenkinsTest {

    private JenkinsRule jenkins;
    private DockerBuilds builds;
    private DumbSlave agent;

    @BeforeEach
    void use(JenkinsRule rule, DockerEngine engine) throws Exception {
        jenkins = rule;
        agent = jenkins.createOnlineSlave(Label.get("docker"));
        builds = new DockerBuilds(jenkins, engine, "runs", "node('docker')", new LimitSetting("memory", "", "128m"));
    }

    @Test
    void runsInTheWorkspaceAndReportsUsage() throws Exception {
        WorkflowRun build = builds.run(Result.SUCCESS, """
                writeFile file: 'in.txt', text: 'hello'
                limitedDockerRun image: 'busybox:1', memory: '64m', cpus: 0.5,
                    command: ['sh', '-c', 'read -r line < in.txt; echo "$line of $BUILD_NUMBER"; echo done > out.txt; ulimit -a >&2']
                echo "written: ${readFile('out.txt').trim()}"
                """);

        jenkins.assertLogContains("hello of 1", build);
        jenkins.assertLogContains("written: done", build);
        jenkins.assertLogContains(PluginExpectedTexts.USED_RESOURCES, build);
        assertThat(build.getAction(LimitedRunsAction.class).getRuns())
                .singleElement()
                .satisfies(row -> assertThat(row.memory).isEqualTo("64m"));
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            assertThat(browser.getPage(build, "limited-runs").asNormalizedText())
                    .contains("busybox:1", "memory 64m, CPUs 0.5", "exit code 0");
        }
        builds.assertNothingIsLeft();
    }

    @Test
    void returnsExitCodeAndOutput() throws Exception {
        WorkflowRun build = builds.run(Result.SUCCESS, """
                def code = limitedDockerRun image: 'busybox:1', memory: '32m', cpus: '0.5', returnStatus: true, command: ['sh', '-c', 'exit 7']
                def text = limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 1, returnStdout: true, command: ['sh', '-c', 'echo quiet; echo loud >&2']
                echo "got ${code} and <${text.trim()}>"
                """);

        jenkins.assertLogContains("got 7 and <quiet>", build);
        jenkins.assertLogContains("loud", build);
    }

    @Test
    void failsWithTheReason() throws Exception {
        jenkins.assertLogContains(
                "ERROR: failed: exit code 3", builds.run(Result.FAILURE, limited("sh", "-c", "exit 3")));
        jenkins.assertLogContains(
                "ERROR: no such command in the image 'busybox:1'", builds.run(Result.FAILURE, limited("nonesuch")));
        jenkins.assertLogContains(
                "ERROR: " + PluginExpectedTexts.killed("32m"),
                builds.run(Result.FAILURE, limited("dd", "if=/dev/zero", "of=/dev/null", "bs=100M", "count=1")));
        jenkins.assertLogContains(
                "256m is more than the site's maximum of 128m",
                builds.run(Result.FAILURE, "limitedDockerRun image: 'busybox:1', memory: '256m', cpus: 1"));
        jenkins.assertLogContains(
                PluginExpectedTexts.IMAGE_REFUSED,
                builds.run(Result.FAILURE, "limitedDockerRun image: 'ghcr.io/evil/x', memory: '32m', cpus: 1"));
        jenkins.assertLogContains(
                "missing", builds.run(Result.FAILURE, "limitedDockerRun image: 'busybox:1', memory: '32m'"));
        builds.assertNothingIsLeft();
    }

    @Test
    void refusesImageByItsMetadata() throws Exception {
        ImagePolicyConfiguration.get().setSources(List.of("https://github.com/acme/**"));

        WorkflowRun build = builds.run(Result.FAILURE, limited("sh", "-c", "echo start''ed"));

        jenkins.assertLogContains(
                "ERROR: refused: image: 'busybox:1' is denied by the image policy: it has no label", build);
        jenkins.assertLogContains("sources, licenses]; expected one of: https://github.com/acme/**", build);
        jenkins.assertLogNotContains("started", build);
        assertThat(builds.containers()).isEmpty();
    }

    @Test
    void settingDecidesAboutUndeterminedImages() throws Exception {
        ImagePolicyConfiguration.get().setAllow(List.of());
        String step = limited("sh", "-c", "echo start''ed");

        WorkflowRun refused = builds.run(Result.FAILURE, step);
        jenkins.assertLogContains("ERROR: refused: image: 'busybox:1' is undetermined by the image policy", refused);
        jenkins.assertLogNotContains("started", refused);
        assertThat(builds.containers()).isEmpty();

        LimitedRunConfiguration.get().setUndeterminedImages(true);
        jenkins.assertLogContains("started", builds.run(Result.SUCCESS, step));
    }

    @Test
    void warnsOfRootInWorkspace() throws Exception {
        String step = "limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 1, command: ['true'], user: ";
        String warning = "docker-event-watch: warning: the container runs as root and can write to '";

        jenkins.assertLogContains(warning, builds.run(Result.SUCCESS, step + "'0'"));
        jenkins.assertLogNotContains(warning, builds.run(Result.SUCCESS, step + "'1000:1000'"));
    }

    @Test
    void abortStopsAndRemovesTheContainer() throws Exception {
        WorkflowRun build = builds.start(
                limited("sh", "-c", "trap 'echo stopping; exit 0' TERM; echo ready; while :; do sleep 0.1; done"));
        jenkins.waitForMessage("ready", build);

        build.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("stopping", build);
        builds.assertNothingIsLeft();
    }

    @Test
    void reconnectsWithoutLosingOutput() throws Exception {
        WorkflowRun build = builds.start(limited(
                "sh", "-c", "i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo line $i.; sleep 0.05; done; exit 5"));
        jenkins.waitForMessage("line 20.", build);

        agent.toComputer().disconnect(new OfflineCause.ByCLI("test")).get();
        jenkins.waitForMessage("lost the connection to the agent", build);
        Computer computer = agent.toComputer();
        computer.connect(true).get();

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("failed: exit code 5", build);
        assertThat(DockerBuilds.numbers(build))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 300).boxed().toList());
        builds.assertNothingIsLeft();
    }

    @Test
    void acceptsNumbersAndTextsInDeclarativePipelines() throws Exception {
        WorkflowRun build = builds.runPipeline("""
                pipeline {
                    agent { label 'docker' }
                    environment { DOCKER_HOST = '%s' }
                    stages { stage('Run') { steps {
                        limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 1.5, command: ['sh', '-c', 'echo a number']
                        limitedDockerRun image: 'busybox:1', memory: '32m', cpus: '0.5', pidsLimit: 64, command: ['sh', '-c', 'echo a text']
                    } } }
                }
                """);

        jenkins.assertLogContains("a number", build);
        jenkins.assertLogContains("a text", build);
    }

    @Test
    void roundTripsInSnippetGenerator() throws Exception {
        LimitedDockerRunStep step = new LimitedDockerRunStep("maven:3.9");
        step.setMemory("2g");
        step.setCpus("1.5");
        step.setCommand(List.of("mvn", "-B", "verify"));
        step.setReturnStatus(true);
        step.setNetwork("none");
        step.setPidsLimit("64");
        step.setReadOnly(true);
        step.setTmpfs(List.of("/tmp:16m", "/run"));
        step.setPull("always");

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    void limitsSurviveFormAndReload() throws Exception {
        LimitedRunConfiguration limits = LimitedRunConfiguration.get();
        limits.setNetworks(List.of("none", "ci"));
        limits.setCapabilities(List.of("NET_RAW"));
        limits.setMounts(List.of("/var/cache"));
        limits.setUndeterminedImages(true);

        jenkins.configRoundtrip();
        limits.load();

        assertThat(limits.getLimits())
                .extracting(limit -> limit.option, limit -> limit.defaultValue, limit -> limit.maximum)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("network", "none", ""),
                        org.assertj.core.api.Assertions.tuple("memory", "", "128m"));
        assertThat(limits.getNetworks()).containsExactly("none", "ci");
        assertThat(limits.getCapabilities()).containsExactly("NET_RAW");
        assertThat(limits.getMounts()).containsExactly("/var/cache");
        assertThat(limits.isUndeterminedImages()).isTrue();
    }

    private static String limited(String... command) {
        StringBuilder words = new StringBuilder();
        for (String word : command) {
            words.append(words.length() == 0 ? "" : ", ")
                    .append("'''")
                    .append(word.replace("$", "\\u0024"))
                    .append("'''");
        }
        return "limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 1, command: [" + words + "]";
    }
}
