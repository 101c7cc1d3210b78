package io.jenkins.plugins.dockereventwatch.settings.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Result;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.settings.ExportedCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.HtmlForm;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The image policy in a Jenkins: its form and its Configuration as Code. */
@WithJenkins
class ImagePolicyInJenkinsTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void use(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void allowsOnlyOfficialImagesByDefault() {
        assertThat(outcome("mysql:8.4")).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome("ghcr.io/acme/tool")).isEqualTo(Outcome.DENIED);
        assertThat(outcome("centos:7")).isEqualTo(Outcome.DENIED);
    }

    /** Asks for the policy while it is told that it was saved, as the watch does in a thread of its own. */
    private static final class Asker extends SaveableListener {

        private final List<Outcome> outcomes = new ArrayList<>();

        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof ImagePolicyConfiguration) {
                outcomes.add(outcome("ghcr.io/acme/tool"));
            }
        }
    }

    @Test
    void saveListenersSeeNewPolicy() {
        assertThat(outcome("ghcr.io/acme/tool")).isEqualTo(Outcome.DENIED);
        Asker asker = new Asker();
        ExtensionList.lookup(SaveableListener.class).add(asker);

        policy().setAllow(List.of("ghcr.io/acme/**"));
        policy().setAllow(List.of());

        assertThat(asker.outcomes).containsExactly(Outcome.ALLOWED, Outcome.DENIED);
    }

    @Test
    void roundTripsTheForm() throws Exception {
        jenkins.configRoundtrip();
        assertThat(policy().isOfficial()).isTrue();
        assertThat(policy().getWithdrawn()).containsExactly("default");

        fill();
        jenkins.configRoundtrip();

        assertFilled();
    }

    @Test
    void settingsSurviveReload() throws Exception {
        fill();

        jenkins.jenkins.reload();
        policy().load();

        assertFilled();
    }

    @Test
    void importsExportedCode(@TempDir Path folder) throws Exception {
        fill();
        String ours = ExportedCode.now().of("dockerImagePolicy");
        policy().setAllow(List.of());
        policy().setPublishers(List.of());
        policy().setExemptions(List.of());
        policy().setOfficial(true);

        ExportedCode.take(ours, folder);

        assertFilled();
    }

    @Test
    void doesNotSaveInvalidPatterns() throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> policy().setAllow(List.of("ghcr.io/a**b")));
        assertThat(policy().doCheckAllow("ghcr.io/acme/**\nghcr.io/a**b").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(policy().doCheckAllow("ghcr.io/acme/**").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(policy().doCheckMinDays("-1").kind).isEqualTo(FormValidation.Kind.ERROR);

        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlForm form = browser.goTo("configure").getFormByName("config");
            form.getTextAreaByName("_.deny").setText("docker.io/acme/**");
            form.getTextAreaByName("_.allow").setText("ghcr.io/a**b");
            try {
                jenkins.submit(form);
            } catch (FailingHttpStatusCodeException e) {
                assertThat(e.getResponse().getContentAsString()).contains("ghcr.io/a**b");
            }
        }

        assertThat(policy().getAllow()).isEmpty();
        assertThat(policy().getDeny()).as("all or nothing").isEmpty();
    }

    @Test
    void reportsPolicyBrokenByHand() throws Exception {
        policy().setAllow(List.of("ghcr.io/acme/**"));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(ImagePolicyConfiguration.class.getName() + ".xml");
        Files.writeString(file, Files.readString(file).replace("ghcr.io/acme/**", "ghcr.io/a**b"));
        policy().load();

        FormValidation typed = ImageValidation.check(List.of("mysql:8.4"));
        assertThat(typed.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(typed.getMessage()).contains(PluginExpectedTexts.IMAGE_POLICY_INVALID, "ghcr.io/a**b");

        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "checks");
        for (String step : List.of(
                "checkImageSource images: ['mysql:8.4']",
                "node { limitedDockerRun image: 'mysql:8.4', memory: '32m', cpus: 1 }")) {
            job.setDefinition(new CpsFlowDefinition(step, true));
            WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
            jenkins.assertLogContains("ERROR: The " + PluginExpectedTexts.IMAGE_POLICY_INVALID, build);
            jenkins.assertLogContains("ghcr.io/a**b", build);
            jenkins.assertLogNotContains("at io.jenkins.plugins", build);
        }
    }

    private static ImagePolicyConfiguration policy() {
        return ImagePolicyConfiguration.get();
    }

    private static Outcome outcome(String image) {
        return policy().policy().judge(image).outcome();
    }

    private static void fill() {
        policy().setOfficial(false);
        policy().setOfficialNames(List.of("brandnew"));
        policy().setWithdrawn(List.of("default", "mysql"));
        policy().setAllow(List.of("ghcr.io/acme/**", "quay.io/*/tool"));
        policy().setDeny(List.of("ghcr.io/acme/evil"));
        policy().setPublishers(List.of(new PublisherSetting("quay.io/keycloak", "Signed releases", "Ada")));
        policy().setSources(List.of("https://github.com/acme/**"));
        policy().setLicenses(List.of("MIT"));
        policy().setDeniedTags(List.of("latest"));
        policy().setDigestRequired(false);
        policy().setMinDays(3);
        policy().setMaxDays(300);
        policy().setExemptions(List.of(new ExemptionSetting("centos:7", "Payroll", "Bob", "2999-01-31")));
    }

    private static void assertFilled() {
        assertThat(policy().isOfficial()).isFalse();
        assertThat(policy().getOfficialNames()).containsExactly("brandnew");
        assertThat(policy().getWithdrawn()).containsExactly("default", "mysql");
        assertThat(policy().getAllow()).containsExactly("ghcr.io/acme/**", "quay.io/*/tool");
        assertThat(policy().getDeny()).containsExactly("ghcr.io/acme/evil");
        assertThat(policy().getPublishers())
                .singleElement()
                .extracting(one -> one.namespace, one -> one.reason, one -> one.vouchedBy)
                .containsExactly("quay.io/keycloak", "Signed releases", "Ada");
        assertThat(policy().getSources()).containsExactly("https://github.com/acme/**");
        assertThat(policy().getLicenses()).containsExactly("MIT");
        assertThat(policy().getDeniedTags()).containsExactly("latest");
        assertThat(policy().getMinDays()).isEqualTo(3);
        assertThat(policy().getMaxDays()).isEqualTo(300);
        assertThat(policy().getExemptions())
                .singleElement()
                .extracting(exemption -> exemption.reference, exemption -> exemption.until)
                .containsExactly("centos:7", "2999-01-31");
        assertThat(outcome("ghcr.io/acme/tool:1")).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome("ghcr.io/acme/evil:1")).isEqualTo(Outcome.DENIED);
        assertThat(outcome("centos:7")).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome("quay.io/keycloak/keycloak:26")).isEqualTo(Outcome.ALLOWED);
    }
}
