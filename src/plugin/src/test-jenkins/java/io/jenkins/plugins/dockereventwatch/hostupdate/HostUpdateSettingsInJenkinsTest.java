package io.jenkins.plugins.dockereventwatch.hostupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HoldSetting;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.SshHostSetting;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.UpdateClassSetting;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.UpdatePolicySetting;
import io.jenkins.plugins.dockereventwatch.settings.ExportedCode;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The settings of host updates in a Jenkins: form, Configuration as Code, and who may do what. */
@WithJenkins
class HostUpdateSettingsInJenkinsTest {

    private static final String DESCRIPTORS =
            "descriptorByName/io.jenkins.plugins.dockereventwatch.hostupdate.settings.";

    /** Other settings have one too. */
    private static final String SCHEDULE = "input[checkurl*='HostUpdateConfiguration/checkSchedule']";

    private static final List<String> METHODS = List.of(
            "HostUpdateConfiguration/checkLabel",
            "HostUpdateConfiguration/checkSchedule",
            "HostUpdateConfiguration/checkZone",
            "HostUpdateConfiguration/checkHolidays",
            "HostUpdateConfiguration/checkChannels",
            "HostUpdateConfiguration/checkRecipients",
            "HostUpdateConfiguration/checkEscalateRecipients",
            "SshHostSetting/checkName",
            "SshHostSetting/checkAddress",
            "SshHostSetting/checkHost",
            "HoldSetting/checkPackages",
            "HoldSetting/checkUntil",
            "UpdateClassSetting/checkPackages");

    private JenkinsRule jenkins;

    @BeforeEach
    void use(JenkinsRule rule) {
        jenkins = rule;
    }

    private static HostUpdateConfiguration settings() {
        return HostUpdateConfiguration.get();
    }

    @Test
    void roundTripsTheForm() throws Exception {
        jenkins.configRoundtrip();
        assertThat(settings().getSchedule()).isEqualTo("0 8 * * 1");
        assertThat(settings().isCatchUp()).isTrue();
        assertThat(settings().getPolicy().getMajorDays()).isEqualTo(21);
        assertThat(settings().getPolicy().getHotfixFrom()).isEqualTo("important");

        fill();
        jenkins.configRoundtrip();

        assertFilled();
    }

    @Test
    void loadsSettingsFromTheFile() throws Exception {
        fill();
        settings().copy(new HostUpdateConfiguration());
        assertThat(settings().getLabel()).isEmpty();

        settings().load();

        assertFilled();
    }

    @Test
    void reportsSettingsBrokenByHand() throws Exception {
        fill();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> HostUpdates.plan().settings().isPresent());
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(HostUpdateConfiguration.class.getName() + ".xml");
        Files.writeString(
                file,
                Files.readString(file).replaceFirst("<hotfixFrom>.*</hotfixFrom>", "<hotfixFrom>unknown</hotfixFrom>"));

        settings().load();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> HostUpdates.plan().settings().isEmpty());
        assertThat(HostUpdates.plan().problems())
                .anySatisfy(problem -> assertThat(problem).contains("update policy is invalid", "unknown"));
    }

    @Test
    void importsExportedCode(@TempDir Path folder) throws Exception {
        fill();
        String ours = ExportedCode.now().of("dockerHostUpdates");
        settings().copy(new HostUpdateConfiguration());

        ExportedCode.take(ours, folder);

        assertFilled();
    }

    @Test
    void describesScheduleDatesAndWarnings() {
        FormValidation weekly = settings().doCheckSchedule("0 8 * * 1", "Europe/Zurich", "");
        assertThat(weekly.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(weekly.getMessage())
                .startsWith(PluginExpectedTexts.EVERY_MONDAY + " (Europe/Zurich). Next runs: Monday, ");
        assertThat(weekly.getMessage().split(";")).hasSize(3);
        assertThat(settings().doCheckSchedule("0 8 * * *", "Europe/Zurich", "").getMessage())
                .contains("more than once a week");
        assertThat(settings().doCheckSchedule("30 2 * * 0", "Europe/Zurich", "").getMessage())
                .contains("clocks are put forward");
        for (String wrong : List.of("weekly", "0 8 31 2 *", "0 0 8 * * MON")) {
            assertThat(settings().doCheckSchedule(wrong, "", "").kind).as(wrong).isEqualTo(FormValidation.Kind.ERROR);
        }
        assertThat(settings().doCheckSchedule("0 8 * * 1", "Europe/Berln", "").kind)
                .isEqualTo(FormValidation.Kind.ERROR);
        assertThat(settings().doCheckZone("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(settings().doCheckHolidays("2026-12-25\n12-26").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(settings().doCheckHolidays("Christmas").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    void listsSeverityGrades() {
        assertThat(jenkins.jenkins
                        .getDescriptorByType(UpdatePolicySetting.DescriptorImpl.class)
                        .doFillHotfixFromItems())
                .extracting(item -> item.value)
                .containsExactly("low", "moderate", "important", "critical");
    }

    @Test
    void listsNodesOfTheLabel() {
        assertThat(settings().doCheckLabel("built-in").getMessage()).isEqualTo("Matches 1 node: built-in");
        assertThat(settings().doCheckLabel("nowhere").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(settings().doCheckLabel("a && (").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(settings().doCheckEscalateRecipients("", "3").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(settings().doCheckEscalateRecipients("", "0").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(settings().doCheckChannels("chat").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(settings().doCheckChannels("mail").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void doesNotSaveInvalidSettings() throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlForm form = browser.goTo("configure").getFormByName("config");
            form.getInputByName("_.label").setValue("built-in");
            ((HtmlInput) form.querySelector(SCHEDULE)).setValue("0 8 31 2 *");
            try {
                jenkins.submit(form);
            } catch (FailingHttpStatusCodeException e) {
                assertThat(e.getResponse().getContentAsString()).contains(PluginExpectedTexts.NO_FUTURE_DATE);
            }
        }

        assertThat(settings().getLabel()).as("all or nothing").isEmpty();
        assertThat(settings().getSchedule()).isEqualTo("0 8 * * 1");
    }

    @Test
    void requiresAdministratorsForFormChecks() throws Exception {
        fill();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader"));
        for (String user : List.of("reader", "admin")) {
            try (JenkinsRule.WebClient browser = jenkins.createWebClient()
                    .withThrowExceptionOnFailingStatusCode(false)
                    .login(user)) {
                for (String method : METHODS) {
                    WebRequest request =
                            new WebRequest(new URL(jenkins.getURL(), DESCRIPTORS + method), HttpMethod.POST);
                    assertThat(browser.getPage(browser.addCrumb(request))
                                    .getWebResponse()
                                    .getStatusCode())
                            .as("%s by %s", method, user)
                            .isEqualTo(user.equals("admin") ? 200 : 403);
                }
            }
        }
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.login("reader").goTo("configure");
            assertThat(page.asNormalizedText())
                    .contains("Docker host updates", "breaks the network", "admin@docker-02");
            assertThat((Object) page.querySelector(SCHEDULE)).isNull();
        }
    }

    private static void fill() {
        settings().setLabel("docker && !windows");
        SshHostSetting far = new SshHostSetting("docker-02", "admin@docker-02:2222");
        settings().setSshHosts(List.of(far));
        settings().setSchedule("H 9 * * 2");
        settings().setZone("Europe/Zurich");
        settings().setHolidays(List.of("2026-12-29", "01-05"));
        settings().setCatchUp(false);
        settings().setDigest(true);
        settings().setChannels("mail");
        settings().setRecipients("ops@example.org, team@example.org");
        settings().setEscalateAfterWeeks(3);
        settings().setEscalateRecipients("boss@example.org");
        settings().setCheckMinutes(15);
        UpdatePolicySetting policy = new UpdatePolicySetting();
        policy.setPatchDays(1);
        policy.setMinorDays(2);
        policy.setMajorDays(3);
        policy.setKernelDays(4);
        policy.setReleaseDays(5);
        policy.setHotfixFrom("critical");
        policy.setListsDays(6);
        policy.setClasses(List.of(new UpdateClassSetting("tzdata", "patch")));
        HoldSetting hold = new HoldSetting("docker-ce*", "breaks the network", "david");
        hold.setVersion("5:27.0*");
        hold.setUntil("2999-12-24");
        policy.setHolds(List.of(hold, new HoldSetting("curl", "odd", "eve")));
        settings().setPolicy(policy);
    }

    private void assertFilled() throws Exception {
        HostUpdateConfiguration expected = settings();
        UpdatePolicySetting policy = expected.getPolicy();
        assertThat(expected.getLabel()).isEqualTo("docker && !windows");
        assertThat(expected.getSshHosts())
                .singleElement()
                .extracting(host -> host.name, host -> host.address, SshHostSetting::getCredentialsId)
                .containsExactly("docker-02", "admin@docker-02:2222", "");
        assertThat(List.of(
                        expected.getSchedule(),
                        expected.getZone(),
                        expected.getChannels(),
                        expected.getRecipients(),
                        expected.getEscalateRecipients(),
                        policy.getHotfixFrom()))
                .containsExactly(
                        "H 9 * * 2",
                        "Europe/Zurich",
                        "mail",
                        "ops@example.org, team@example.org",
                        "boss@example.org",
                        "critical");
        assertThat(expected.getHolidays()).containsExactly("2026-12-29", "01-05");
        assertThat(expected.isCatchUp()).isFalse();
        assertThat(expected.isDigest()).isTrue();
        assertThat(List.of(
                        expected.getEscalateAfterWeeks(),
                        expected.getCheckMinutes(),
                        policy.getPatchDays(),
                        policy.getMinorDays(),
                        policy.getMajorDays(),
                        policy.getKernelDays(),
                        policy.getReleaseDays(),
                        policy.getListsDays()))
                .containsExactly(3, 15, 1, 2, 3, 4, 5, 6);
        assertThat(policy.getClasses())
                .singleElement()
                .extracting(setting -> setting.packages, setting -> setting.countsAs)
                .containsExactly("tzdata", "patch");
        assertThat(policy.getHolds()).hasSize(2);
        assertThat(policy.getHolds().get(0))
                .extracting(
                        hold -> hold.packages,
                        HoldSetting::getVersion,
                        hold -> hold.reason,
                        hold -> hold.by,
                        HoldSetting::getUntil)
                .containsExactly("docker-ce*", "5:27.0*", "breaks the network", "david", "2999-12-24");
        assertThat(policy.getHolds().get(1).getVersion()).isEmpty();
    }
}
