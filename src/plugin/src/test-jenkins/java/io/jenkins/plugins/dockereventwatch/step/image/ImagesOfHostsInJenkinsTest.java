package io.jenkins.plugins.dockereventwatch.step.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import hudson.tasks.Mailer;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.listener.DockerEventListener;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionOperator;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import java.time.Duration;
import java.util.List;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Images of a Docker host that this Jenkins watches: checked by a build, and as somebody starts one by hand. */
@WithJenkins
@WithDocker
class ImagesOfHostsInJenkinsTest {

    private JenkinsRule jenkins;
    private DockerEngine docker;
    private DockerHostSetting open;

    @BeforeEach
    void use(JenkinsRule rule, DockerEngine engine) {
        jenkins = rule;
        docker = engine;
        open = new DockerHostSetting("open", engine.host().uri().toString());
        open.setImagesForBuilds(true);
        DockerHostSetting closed =
                new DockerHostSetting("closed", engine.host().uri().toString());
        closed.setEnabled(false);
        DockerEventWatchConfiguration.get().setHosts(List.of(open, closed));
    }

    @Test
    void checksImagesOfAvailableHost() throws Exception {
        String container = docker.run("checked-evil", "ghcr.io/evil/tool:1", "sleep 600");
        try {
            Run<?, ?> running = run(Result.FAILURE, "checkImageSource host: 'open'");

            jenkins.assertLogContains("ghcr.io/evil/tool:1", running);
            jenkins.assertLogContains("container checked-evil", running);
            Run<?, ?> local =
                    run(Result.SUCCESS, "checkImageSource host: 'open', hostImages: 'local', onViolation: 'warn'");
            jenkins.assertLogContains("local image", local);
        } finally {
            docker.remove(container);
        }
    }

    @Test
    void refusesUnavailableHosts() throws Exception {
        Run<?, ?> closed = run(Result.FAILURE, "checkImageSource host: 'closed'");
        jenkins.assertLogContains(
                "Docker host 'closed'" + PluginExpectedTexts.HOST_UNAVAILABLE + ". Available hosts: open", closed);
        jenkins.assertLogContains(
                "Docker host 'other'" + PluginExpectedTexts.HOST_UNAVAILABLE,
                run(Result.FAILURE, "checkImageSource host: 'other'"));

        open.setImagesForBuilds(false);
        jenkins.assertLogContains(
                "An administrator can make a host available", run(Result.FAILURE, "checkImageSource host: 'open'"));
        jenkins.assertLogContains(
                "Invalid hostImages 'every': expected one of running, local",
                run(Result.FAILURE, "checkImageSource host: 'open', hostImages: 'every'"));
    }

    @Test
    void alertsOnManuallyStartedDeniedImage() throws Exception {
        SmtpScript server = new SmtpScript("220 ready");
        JenkinsLocationConfiguration.get().setAdminAddress("jenkins@example.org");
        Mailer.descriptor().setSmtpHost("127.0.0.1");
        Mailer.descriptor().setSmtpPort(Integer.toString(server.port()));
        Mailer.descriptor().save();
        ImagePolicyConfiguration.get().setAllow(List.of("ghcr.io/acme/**"));
        RuleSetting rule = new RuleSetting("An image that is not allowed");
        rule.setConditions(List.of(
                new ConditionSetting("Action", ConditionOperator.IS_ANY_OF, "start"),
                new ConditionSetting("image", ConditionOperator.IMAGE_VERDICT_ANY_OF, "denied")));
        rule.setRecipients("ops@example.org");
        DockerEventWatchConfiguration.get().setRules(List.of(rule));
        DockerEventListener watch = ExtensionList.lookupSingleton(DockerEventListener.class);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> watch.hosts().containsKey("open")
                        && watch.hosts().get("open").status().connected()
                        && !watch.rules().isEmpty());

        String allowed = docker.run("by-hand-allowed", "ghcr.io/acme/tool:1", "sleep 600");
        String denied = docker.run("by-hand-denied", "ghcr.io/acme-evil/tool:1", "sleep 600");
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> !server.subjects().isEmpty());

            assertThat(server.subjects()).containsExactly("[open] by-hand-denied started (ghcr.io/acme-evil/tool:1)");
            assertThat(server.accepted()).containsExactly("ops@example.org");
        } finally {
            docker.remove(allowed);
            docker.remove(denied);
            server.close();
        }
    }

    private Run<?, ?> run(Result result, String pipeline) throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName("images", WorkflowJob.class);
        if (job == null) {
            job = jenkins.createProject(WorkflowJob.class, "images");
        }
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
    }
}
