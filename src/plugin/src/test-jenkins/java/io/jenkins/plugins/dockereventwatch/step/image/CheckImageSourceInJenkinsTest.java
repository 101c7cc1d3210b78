package io.jenkins.plugins.dockereventwatch.step.image;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The step in a Jenkins: both syntaxes, on an agent, what becomes of the build, and what its page shows. */
@WithJenkins
class CheckImageSourceInJenkinsTest {

    private JenkinsRule jenkins;
    private WorkflowJob job;

    @BeforeEach
    void use(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createProject(WorkflowJob.class, "checks");
    }

    @Test
    void checksImagesWithoutANode() throws Exception {
        Run<?, ?> build = run(Result.SUCCESS, """
                def verdicts = checkImageSource images: ['mysql:8.4', 'redis']
                echo "first: ${verdicts[0].verdict} ${verdicts[0].reference} of ${verdicts.size()}"
                """);

        jenkins.assertLogContains("first: allowed docker.io/library/mysql:8.4 of 2", build);
        jenkins.assertLogContains(PluginExpectedTexts.imageCounts(2, 0, 0), build);
    }

    @Test
    void failsTheBuildWithReasons() throws Exception {
        Run<?, ?> build = run(Result.FAILURE, "checkImageSource images: ['mysq', 'mysql:8.4']");

        jenkins.assertLogContains("ERROR: image sources: " + PluginExpectedTexts.imageCounts(1, 1, 0), build);
        jenkins.assertLogContains("nearest   mysql", build);
        jenkins.assertLogNotContains("at io.jenkins.plugins", build);
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String page = browser.getPage(build, "image-sources").asNormalizedText();
            assertThat(page).contains("mysq", "denied", "Nearest allowed name: mysql", "docker.io/library/mysql:8.4");
            assertThat(browser.getPage(build).asNormalizedText())
                    .contains("Checked images: 1 denied, 0 undetermined, 1 allowed");
        }
    }

    @Test
    void escapesHtmlInImageNames() throws Exception {
        Run<?, ?> build =
                run(Result.SUCCESS, "checkImageSource images: ['<img src=x onerror=alert(1)>'], onViolation: 'warn'");

        jenkins.assertLogContains("WARNING: image sources:", build);
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.getPage(build, "image-sources");
            assertThat(page.querySelectorAll("img[src=x]")).isEmpty();
            assertThat(page.asNormalizedText()).contains("<img src=x onerror=alert(1)>");
        }
    }

    @Test
    void readsTheAgentsWorkspaceInDeclarativePipelines() throws Exception {
        jenkins.createOnlineSlave(hudson.model.Label.get("docker"));
        Run<?, ?> build = run(Result.UNSTABLE, """
                pipeline {
                    agent { label 'docker' }
                    stages {
                        stage('Images') {
                            steps {
                                writeFile file: 'Dockerfile', text: 'ARG V\\nFROM eclipse-temurin:${V}\\nFROM ghcr.io/evil/x\\n'
                                writeFile file: 'compose.yml', text: 'services: {db: {image: "mysql:${MYSQL}"}}'
                                withEnv(['MYSQL=8.4']) {
                                    checkImageSource dockerfile: 'Dockerfile', buildArgs: ['V=21'],
                                            composeFile: 'compose.yml', onViolation: 'unstable',
                                            sarifFile: 'reports/images.sarif', junitFile: 'reports/images.xml'
                                }
                            }
                        }
                    }
                }
                """);

        jenkins.assertLogContains(PluginExpectedTexts.imageCounts(2, 1, 0), build);
        jenkins.assertLogContains("Dockerfile:3:1 FROM", build);
        FilePath workspace = jenkins.jenkins.getNodes().get(0).getWorkspaceFor(job);
        assertThat(workspace.child("reports/images.sarif").readToString()).contains("\"ruleId\" : \"image-denied\"");
        assertThat(workspace.child("reports/images.xml").readToString()).contains("failures=\"1\"");
        assertThat(build.getAction(ImageSourcesAction.class).getDenied()).isEqualTo(1);
    }

    @Test
    void checksJenkinsfileAndMergedComposeFiles() throws Exception {
        Run<?, ?> build = run(Result.SUCCESS, """
                node {
                    writeFile file: 'Jenkinsfile', text: "node { docker.image('maven:3.9').inside {} }"
                    writeFile file: 'a.yml', text: 'services: {db: {image: ghcr.io/evil/db}}'
                    writeFile file: 'b.yml', text: 'services: {db: {image: "mysql:8.4"}}'
                    checkImageSource jenkinsfile: 'Jenkinsfile', composeFiles: ['a.yml', 'b.yml']
                }
                """);

        jenkins.assertLogContains(PluginExpectedTexts.imageCounts(2, 0, 0), build);
        jenkins.assertLogContains("only images that are written in the file are found", build);
    }

    @Test
    void undeterminedImagesAreViolationsByDefault() throws Exception {
        String check =
                "writeFile file: 'Dockerfile', text: 'ARG V\\nFROM mysql:${V}\\n'; checkImageSource dockerfile: 'Dockerfile'";

        run(Result.FAILURE, "node { " + check + " }");
        run(Result.SUCCESS, "node { " + check + ", allowUndetermined: true }");
    }

    @Test
    void explainsInvalidArguments() throws Exception {
        jenkins.assertLogContains(
                "ERROR: checkImageSource: specify images, dockerfile, composeFile, jenkinsfile or host",
                run(Result.FAILURE, "checkImageSource()"));
        jenkins.assertLogContains(
                "run the step inside a node block", run(Result.FAILURE, "checkImageSource dockerfile: 'Dockerfile'"));
        jenkins.assertLogContains(
                "ERROR: " + PluginExpectedTexts.WORKSPACE_EMPTY,
                run(Result.FAILURE, "node { checkImageSource dockerfile: 'Dockerfile' }"));
        jenkins.assertLogContains(
                "ERROR: Dockerfile: " + PluginExpectedTexts.NO_SUCH_FILE,
                run(
                        Result.FAILURE,
                        "node { writeFile file: 'a', text: ''; checkImageSource dockerfile: 'Dockerfile' }"));
        jenkins.assertLogContains(
                "ERROR: Invalid onViolation 'ignore': expected one of fail, unstable, warn",
                run(Result.FAILURE, "checkImageSource images: ['mysql'], onViolation: 'ignore'"));
    }

    @Test
    void appliesTheConfiguredPolicy() throws Exception {
        ImagePolicyConfiguration policy = ImagePolicyConfiguration.get();
        policy.setOfficial(false);
        policy.setAllow(List.of("ghcr.io/acme/**"));

        Run<?, ?> build = run(Result.FAILURE, "checkImageSource images: ['ghcr.io/acme/tool:1', 'mysql:8.4']");

        jenkins.assertLogContains("allow ghcr.io/acme/** (Jenkins settings, image policy, allow 1)", build);
        jenkins.assertLogContains("1 allowed, 1 denied", build);
    }

    @Test
    void roundTripsInSnippetGenerator() throws Exception {
        CheckImageSourceStep step = new CheckImageSourceStep();
        step.setImages(List.of("mysql:8.4", "redis"));
        step.setDockerfile("docker/Dockerfile");
        step.setBuildArgs(List.of("V=21"));
        step.setComposeFile("compose.yml");
        step.setComposeFiles(List.of("a.yml", "b.yml"));
        step.setJenkinsfile("ci/Jenkinsfile");
        step.setHost("docker-01");
        step.setHostImages("local");
        step.setOnViolation("unstable");
        step.setAllowUndetermined(true);
        step.setSarifFile("a.sarif");
        step.setJunitFile("a.xml");

        CheckImageSourceStep back = new StepConfigTester(jenkins).configRoundTrip(step);

        jenkins.assertEqualDataBoundBeans(step, back);
        jenkins.assertEqualDataBoundBeans(
                new CheckImageSourceStep(), new StepConfigTester(jenkins).configRoundTrip(new CheckImageSourceStep()));
    }

    private WorkflowRun run(Result result, String pipeline) throws Exception {
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
    }
}
