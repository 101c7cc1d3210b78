package io.jenkins.plugins.dockereventwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.dockereventwatch.alert.MailNotifier;
import io.jenkins.plugins.dockereventwatch.alert.Secret;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigYmlImportTest {

    private static final String CONFIG = """
            notifiers:
              email:
                url: "smtp://david@docampo.ch:hunter2@mail.docampo.ch:587?from=david@docampo.ch&to=david@docampo.ch"
                template: email.txt
              chat: {url: "https://chat.example.org/hunter2", data_encoding: urlencode.payload}
            notifications:
              - title: A service fails
                when_regex: {Actor.Attributes.image: [phone-book, mysql]}
                when: {Actor.Attributes.exitCode: "1", Action: [die, oom]}
                unless: {Actor.Attributes.name: test}
                notify: [email, chat]
              - title: All of them
                match: all
                when_regex: {status: [d, i, e]}
                notify: email
            """;

    private final KnownSurroundings surroundings = new KnownSurroundings();

    private String keep(String notifier, Secret secret) {
        surroundings.secretTexts.put("kept-" + notifier, secret.reveal());
        return "kept-" + notifier;
    }

    @Test
    void rulesMeanWhatTheyMeantInTheFile() throws Exception {
        ConfigYmlImport imported = ConfigYmlImport.of(CONFIG);

        WatchPlan plan =
                new WatchPlanner(surroundings).plan(List.of(), imported.channels(this::keep), imported.rules());

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.rules())
                .extracting(RuleSummary::of)
                .containsExactly(
                        "when image matches any of phone-book, mysql and exitCode is 1 and Action is any of die, oom,"
                                + " unless name is test → email, chat",
                        "when status matches d and status matches i and status matches e → email");
    }

    @Test
    void passwordsAndAddressesOfWebhooksBecomeCredentials() throws Exception {
        List<ChannelSetting> channels = ConfigYmlImport.of(CONFIG).channels(this::keep);

        assertThat(surroundings.secretTexts)
                .containsEntry("kept-email", "hunter2")
                .containsEntry("kept-chat", "https://chat.example.org/hunter2");
        SmtpChannel smtp = (SmtpChannel) channels.get(0);
        assertThat(smtp.getUrl()).doesNotContain("hunter2");
        MailNotifier mail = (MailNotifier) smtp.toNotifier("n", smtp.ownRecipients(), Optional.empty(), surroundings);
        assertThat(mail.to()).containsExactly("david@docampo.ch");
        assertThat(mail.server().port()).isEqualTo(587);
        assertThat(mail.server().login()).hasValueSatisfying(login -> {
            assertThat(login.user()).isEqualTo("david@docampo.ch");
            assertThat(login.password().reveal()).isEqualTo("hunter2");
        });
        assertThat(((WebhookChannel) channels.get(1)).getFormField()).isEqualTo("payload");
    }

    @Test
    void everyLineThatIsLeftOutIsNamed() throws Exception {
        assertThat(ConfigYmlImport.of(CONFIG).leftOut())
                .singleElement()
                .asString()
                .startsWith("Line 4, column 5:")
                .contains("template");
    }

    @Test
    void conditionOnTheImagePolicyIsTakenOver() throws Exception {
        ConfigYmlImport imported =
                ConfigYmlImport.of(CONFIG.replace("    match: all\n", "    image_policy: [denied, undetermined]\n"));

        assertThat(imported.incompleteRules()).isZero();
        assertThat(imported.rules().get(1).getConditions())
                .extracting(ConditionSetting::getField, ConditionSetting::getOperator, ConditionSetting::getValues)
                .contains(tuple("image", ConditionOperator.IS_JUDGED_ANY_OF, "denied\nundetermined"));
    }

    @Test
    void rulesThatLoseSomethingAreOff() throws Exception {
        ConfigYmlImport imported = ConfigYmlImport.of(CONFIG.replace("[phone-book, mysql]", "[phone-book, '(']"));

        assertThat(imported.rules().stream().collect(Collectors.toMap(RuleSetting::getTitle, RuleSetting::isEnabled)))
                .containsEntry("A service fails", false)
                .containsEntry("All of them", true);
        assertThat(imported.incompleteRules()).isEqualTo(1);
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> ConfigYmlImport.of("a:\n  - [b"))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessageContaining("Line ");
    }
}
