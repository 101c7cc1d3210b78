package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Container;
import hudson.model.Result;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitSetting;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitedRunConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** The builds of a job whose steps use an engine, and what they leave there. */
final class DockerBuilds {

    private final JenkinsRule jenkins;
    private final DockerEngine docker;
    private final String node;
    private final WorkflowJob job;

    /**
     * Prepares the engine and the Jenkins for them: the image is there and allowed, and limits besides that of the network.
     *
     * @param node the Pipeline's words for where they run, such as {@code node('docker')}
     */
    DockerBuilds(JenkinsRule jenkins, DockerEngine docker, String job, String node, LimitSetting... limits)
            throws Exception {
        this.jenkins = jenkins;
        this.docker = docker;
        this.node = node;
        docker.client().tagImageCmd(DockerEngine.IMAGE, "busybox", "1").exec();
        // its official name alone does not suffice, since it was not pulled
        ImagePolicyConfiguration.get().setAllow(List.of("busybox"));
        LimitedRunConfiguration.get()
                .setLimits(Stream.concat(Stream.of(new LimitSetting("network", "none", "")), Stream.of(limits))
                        .toList());
        this.job = jenkins.createProject(WorkflowJob.class, job);
    }

    /** Runs a build of such steps to its end, which is to have a result. */
    WorkflowRun run(Result result, String steps) throws Exception {
        return jenkins.assertBuildStatus(result, jenkins.waitForCompletion(start(steps)));
    }

    /** Starts a build of such steps. */
    WorkflowRun start(String steps) throws Exception {
        define(node + " { withEnv(['DOCKER_HOST=" + docker.host().uri() + "']) {\n" + steps + "\n} }");
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Runs a build of a whole Pipeline, in which {@code %s} is the engine, to its success. */
    WorkflowRun runPipeline(String pipeline) throws Exception {
        define(pipeline.formatted(docker.host().uri()));
        return jenkins.buildAndAssertSuccess(job);
    }

    private void define(String pipeline) throws Exception {
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
    }

    /** The containers of runs, also of those that ended. */
    List<Container> containers() {
        return containers(docker);
    }

    static List<Container> containers(DockerEngine docker) {
        return docker.client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of("io.jenkins.docker-event-watch.run"))
                .exec();
    }

    void assertNothingIsLeft() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(containers()).isEmpty());
    }

    /** The numbers of a log's lines "line 1.", "line 2." and so on. */
    static List<Integer> numbers(WorkflowRun build) throws Exception {
        return build.getLog(10_000).stream()
                .filter(line -> line.matches("line [0-9]+\\."))
                .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .toList();
    }
}
