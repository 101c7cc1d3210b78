package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Steps in {@code dir('tests')}, where the repository contains {@code tests -> ..}. */
@WithDocker
@WithJenkins
class WorkspaceLinksTest {

    private static final String SECRET = "TOP-SECRET of the agent";

    private JenkinsRule jenkins;
    private DockerBuilds builds;

    @BeforeEach
    void use(JenkinsRule rule, DockerEngine engine) throws Exception {
        jenkins = rule;
        jenkins.createOnlineSlave(Label.get("docker"));
        builds = new DockerBuilds(jenkins, engine, "links", "node('docker')", new LimitSetting("memory", "", "128m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 1, command: ['ls']",
                "withLimitedContainer(image: 'busybox:1', memory: '32m', cpus: 1) { sh 'ls' }",
                "checkImageSource dockerfile: 'Dockerfile'",
                "checkImageSource images: ['busybox:1'], sarifFile: 'report.sarif'"
            })
    void refusesFolderOutsideOfTheWorkspace(String step) throws Exception {
        jenkins.assertLogContains(
                "is " + PluginExpectedTexts.OUTSIDE_WORKSPACE,
                builds.run(Result.FAILURE, "sh 'ln -sfn .. tests'\ndir('tests') { " + step + " }"));
        builds.assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "link"})
    void runsInFoldersOfTheWorkspace(String folder) throws Exception {
        jenkins.assertLogContains(
                "in the container",
                builds.run(
                        Result.SUCCESS,
                        "sh 'mkdir -p sub && ln -sfn sub link'\ndir('" + folder + "') {"
                                + " withLimitedContainer(image: 'busybox:1', memory: '32m', cpus: 1)"
                                + " { sh 'echo in the container' } }"));
    }

    /** Code in the container replaces the log of its step by a link, so that the agent would print another file. */
    @ParameterizedTest
    @ValueSource(strings = {".", "sub"})
    void logShowsNoFileOfTheAgent(String folder) throws Exception {
        Path secret = Files.writeString(jenkins.jenkins.getRootDir().toPath().resolve("agent.key"), SECRET);

        WorkflowRun build = builds.run(Result.FAILURE, block(folder, """
                echo begin
                busybox find "$WORKSPACE" "$WORKSPACE@tmp" -name "*jenkins-log.txt" | while read -r log; do
                    rm -f "$log" || true
                    ln -s %s "$log" || true
                done
                sleep 3
                """.formatted(secret)));

        jenkins.assertLogNotContains(SECRET, build);
        jenkins.assertLogContains("the container replaced durable-", build);
        builds.assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "sub"})
    void scriptIsReadOnlyInTheContainer(String folder) throws Exception {
        WorkflowRun build = builds.run(Result.SUCCESS, block(folder, """
                busybox find "$WORKSPACE" "$WORKSPACE@tmp" -name script.sh | while read -r script; do
                    { echo changed > "$script"; } 2>&1 || true
                done
                mktemp -p "$WORKSPACE_TMP"
                """));

        jenkins.assertLogContains("/script.sh: Read-only file system", build);
    }

    private static String block(String folder, String script) {
        return "withLimitedContainer(image: 'busybox:1', memory: '32m', cpus: 1) { dir('" + folder + "') { sh '''"
                + script + "''' } }";
    }
}
