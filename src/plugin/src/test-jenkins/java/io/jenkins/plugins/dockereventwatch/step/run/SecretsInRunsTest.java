package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.PrivateRegistry;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What runs do with a build's secrets: those they print, and those that a registry is shown. */
@WithDocker
@WithJenkins
class SecretsInRunsTest {

    private static final String SECRET = "open-sesame-1234";

    @TempDir
    private Path folder;

    private JenkinsRule jenkins;
    private DockerEngine docker;
    private DockerBuilds builds;

    @BeforeEach
    void use(JenkinsRule rule, DockerEngine engine) throws Exception {
        jenkins = rule;
        docker = engine;
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(SECRET)));
        builds = new DockerBuilds(jenkins, docker, "secrets", "node");
    }

    @Test
    void masksBoundSecretsInOutput() throws Exception {
        WorkflowRun build = builds.run(Result.SUCCESS, """
                withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {
                    limitedDockerRun image: 'busybox:1', memory: '32m', cpus: 1,
                        command: ['sh', '-c', 'echo "out $TOKEN."; echo "err $TOKEN." >&2']
                    withLimitedContainer(image: 'busybox:1', memory: '32m', cpus: 1) {
                        sh 'echo "block ${#TOKEN} $TOKEN."'
                    }
                }
                """);

        jenkins.assertLogContains("out ****.", build);
        jenkins.assertLogContains("err ****.", build);
        jenkins.assertLogContains("block 16 ****.", build);
        jenkins.assertLogNotContains(SECRET, build);
    }

    @Test
    void sendsCredentialsToTheRegistry() throws Exception {
        try (PrivateRegistry registry = new PrivateRegistry(folder, "jenkins", SECRET)) {
            ImagePolicyConfiguration.get().setAllow(List.of("127.0.0.1:*/**"));
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new UsernamePasswordCredentialsImpl(
                            CredentialsScope.GLOBAL, "registry", "", "jenkins", SECRET));
            String step = "limitedDockerRun image: '" + registry.image() + "', memory: '32m', cpus: 1, pull: 'always'";

            WorkflowRun without = builds.run(Result.FAILURE, step);
            jenkins.assertLogContains("cannot be pulled", without);
            WorkflowRun unknown = builds.run(Result.FAILURE, step + ", credentialsId: 'nonesuch'");
            jenkins.assertLogContains("No username with password credentials with ID 'nonesuch'", unknown);
            WorkflowRun with = builds.run(Result.SUCCESS, step + ", credentialsId: 'registry'");
            jenkins.assertLogContains("from the registry", with);
            jenkins.assertLogNotContains(SECRET, with);
            assertThat(with.getAction(LimitedRunsAction.class).getRuns()).hasSize(1);
            docker.client().removeImageCmd(registry.image()).exec();
        }
    }
}
