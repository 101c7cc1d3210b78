package io.jenkins.plugins.dockereventwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.util.Secret;
import io.jenkins.plugins.dockereventwatch.settings.availability.HostAvailabilitySetting;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSelection;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.JenkinsMailChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.WebhookChannel;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionOperator;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.NotificationPolicySetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RestartCondition;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.SilenceSetting;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jvnet.hudson.test.JenkinsRule;

/** Settings with a value in each field. */
final class ExampleSettings {

    private ExampleSettings() {}

    /** Saves them, with the credentials that they name. */
    static void fill() throws Exception {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "hook",
                        "address of the chat",
                        Secret.fromString("https://chat.example.org/hunter2")));
        credentials.save();
        DockerHostSetting here = new DockerHostSetting("here", "unix:///nowhere/docker.sock");
        DockerHostSetting there = new DockerHostSetting("there", "tcp://docker.invalid:2376");
        there.setEnabled(false);
        JenkinsMailChannel mail = new JenkinsMailChannel("mail");
        mail.setRecipients("ops@example.org");
        SmtpChannel own = new SmtpChannel("own", "smtp://u@mail.example.org?from=a@example.org&to=b@example.org");
        own.setCredentialsId("hook");
        own.setRateLimit(0);
        own.setActiveHours("mon-fri 08:00-18:00, sat 09:00-12:00");
        own.setActiveZone("Europe/Zurich");
        own.setOtherwise("mail");
        WebhookChannel chat = new WebhookChannel("chat", "hook");
        chat.setRateBurst(7);
        chat.setFormField("payload");
        chat.setTemplate("first line\n{{.Action}} \"quoted\" <b> ${NAME}\n\nlast line");
        RuleSetting rule = new RuleSetting("A service fails");
        rule.setConditions(List.of(
                new ConditionSetting("Action", ConditionOperator.IS_ANY_OF, "die\noom"),
                new ConditionSetting("image", ConditionOperator.MATCHES_NONE_OF, "^test/")));
        rule.setRecipients("team@example.org, lead@example.org");
        rule.setResponsiblePeople(true);
        rule.setChannels("mail, chat");
        rule.setTemplate("Subject: {{.Action}}\n\n{{.Action}}");
        RuleSetting off = new RuleSetting("Off");
        off.setEnabled(false);
        rule.setRestart(RestartCondition.STAYS_AWAY);
        rule.setRestartedWithin("1m");
        rule.setPersistFor("5m");
        NotificationPolicySetting alone = new NotificationPolicySetting();
        alone.setGrouped(false);
        alone.setCrashLoops(false);
        rule.setNotificationPolicy(alone);
        NotificationPolicySetting all = new NotificationPolicySetting();
        all.setGroupBy("host, image");
        all.setWait("20s");
        all.setInterval("10m");
        all.setRepeat("1d");
        all.setDeaths(5);
        all.setWithin("90s");
        all.setResolved(true);
        SilenceSetting silence = new SilenceSetting("nightly backup", "02:00", "04:30");
        silence.setDays("sat, sun");
        silence.setZone("Europe/Zurich");
        silence.setConditions(List.of(new ConditionSetting("name", ConditionOperator.IS_ANY_OF, "backup")));
        settings().setNotificationPolicy(all);
        settings().setSilences(List.of(silence));
        ServiceSetting shop = new ServiceSetting("shop", ServiceSelection.COMPOSE_SERVICE, "shop/web");
        shop.setAbsentFor("never");
        shop.setUnhealthyFor("30s");
        shop.setMemoryAbove("90%");
        shop.setMemoryFor("10m");
        shop.setRecipients("shop@example.org");
        shop.setChannels("mail, chat");
        settings().setServices(List.of(shop, new ServiceSetting("phone-book", null, "phone-book")));
        HostAvailabilitySetting hosts = new HostAvailabilitySetting();
        hosts.setUnreachableFor("5m");
        hosts.setRecipients("admin@example.org");
        hosts.setChannels("own");
        settings().setHostAvailability(hosts);
        settings().setHosts(List.of(here, there));
        settings().setChannels(List.of(mail, own, chat));
        settings().setRules(List.of(rule, off));
        HeartbeatSetting heartbeat = new HeartbeatSetting();
        heartbeat.setEnabled(false);
        heartbeat.setSchedule("@monthly");
        heartbeat.setRecipients("boss@example.org");
        heartbeat.setChannels("mail, own");
        settings().setHeartbeat(heartbeat);
        StateSetting state = new StateSetting();
        state.setUrl("jdbc:postgresql://127.0.0.1:1/watch");
        state.setCredentialsId("watch-db");
        settings().setState(state);
    }

    /** Fails unless the settings of a Jenkins are those that {@link #fill()} saves. */
    static void assertFilled(JenkinsRule jenkins) throws Exception {
        DockerEventWatchConfiguration settings = settings();
        assertThat(settings.getHosts()).hasSize(2);
        assertThat(settings.getHeartbeat())
                .extracting("enabled", "schedule", "recipients", "channels")
                .containsExactly(false, "@monthly", "boss@example.org", "mail, own");
        assertThat(settings.getState())
                .extracting("url", "credentialsId")
                .containsExactly("jdbc:postgresql://127.0.0.1:1/watch", "watch-db");
        jenkins.assertEqualBeans(
                new DockerHostSetting("here", "unix:///nowhere/docker.sock"),
                settings.getHosts().get(0),
                "name,uri,credentialsId,enabled");
        assertThat(settings.getHosts().get(1).isEnabled()).isFalse();
        assertThat(settings.getChannels()).extracting(channel -> channel.name).containsExactly("mail", "own", "chat");
        assertThat(((JenkinsMailChannel) settings.getChannels().get(0)).getRecipients())
                .isEqualTo("ops@example.org");
        SmtpChannel own = (SmtpChannel) settings.getChannels().get(1);
        assertThat(own.url).isEqualTo("smtp://u@mail.example.org?from=a@example.org&to=b@example.org");
        assertThat(own.getCredentialsId()).isEqualTo("hook");
        assertThat(own.getRateLimit()).isZero();
        assertThat(own)
                .extracting("activeHours", "activeZone", "otherwise")
                .containsExactly("mon-fri 08:00-18:00, sat 09:00-12:00", "Europe/Zurich", "mail");
        WebhookChannel chat = (WebhookChannel) settings.getChannels().get(2);
        assertThat(chat.credentialsId).isEqualTo("hook");
        assertThat(chat.getRateLimit()).isEqualTo(10);
        assertThat(chat.getRateBurst()).isEqualTo(7);
        assertThat(chat.getFormField()).isEqualTo("payload");
        assertThat(chat.getTemplate()).isEqualTo("first line\n{{.Action}} \"quoted\" <b> ${NAME}\n\nlast line");
        assertThat(settings.getRules()).extracting(rule -> rule.title).containsExactly("A service fails", "Off");
        RuleSetting rule = settings.getRules().get(0);
        assertThat(rule.getConditions())
                .extracting(one -> one.field, one -> one.operator, one -> one.values)
                .containsExactly(
                        tuple("Action", ConditionOperator.IS_ANY_OF, "die\noom"),
                        tuple("image", ConditionOperator.MATCHES_NONE_OF, "^test/"));
        assertThat(rule.getRecipients()).isEqualTo("team@example.org, lead@example.org");
        assertThat(rule.isResponsiblePeople()).isTrue();
        assertThat(rule.getChannels()).isEqualTo("mail, chat");
        assertThat(rule.getTemplate()).isEqualTo("Subject: {{.Action}}\n\n{{.Action}}");
        assertThat(rule.isEnabled()).isTrue();
        assertThat(settings.getRules().get(1).isEnabled()).isFalse();
        assertThat(rule.getRestart()).isEqualTo(RestartCondition.STAYS_AWAY);
        assertThat(rule.getPersistFor()).isEqualTo("5m");
        assertThat(rule.getRestartedWithin()).isEqualTo("1m");
        assertThat(rule.getNotificationPolicy().isGrouped()).isFalse();
        assertThat(rule.getNotificationPolicy().isCrashLoops()).isFalse();
        assertThat(settings.getRules().get(1).getNotificationPolicy()).isNull();
        NotificationPolicySetting all = new NotificationPolicySetting();
        all.setGroupBy("host, image");
        all.setWait("20s");
        all.setInterval("10m");
        all.setRepeat("1d");
        all.setDeaths(5);
        all.setWithin("90s");
        all.setResolved(true);
        jenkins.assertEqualBeans(
                all,
                settings.getNotificationPolicy(),
                "grouped,groupBy,wait,interval,repeat,crashLoops,deaths,within,resolved");
        assertThat(settings.getServices())
                .extracting(
                        service -> service.name,
                        service -> service.selection,
                        service -> service.value,
                        ServiceSetting::getAbsentFor,
                        ServiceSetting::getUnhealthyFor,
                        ServiceSetting::getMemoryAbove,
                        ServiceSetting::getMemoryFor,
                        ServiceSetting::getRecipients,
                        ServiceSetting::getChannels)
                .containsExactly(
                        tuple(
                                "shop",
                                ServiceSelection.COMPOSE_SERVICE,
                                "shop/web",
                                "never",
                                "30s",
                                "90%",
                                "10m",
                                "shop@example.org",
                                "mail, chat"),
                        tuple("phone-book", ServiceSelection.CONTAINER, "phone-book", "1m", "2m", "", "5m", "", ""));
        assertThat(settings.getHostAvailability())
                .extracting("unreachableFor", "recipients", "channels")
                .containsExactly("5m", "admin@example.org", "own");
        assertThat(settings.getSilences()).singleElement().satisfies(silence -> {
            assertThat(silence.reason).isEqualTo("nightly backup");
            assertThat(silence.from).isEqualTo("02:00");
            assertThat(silence.to).isEqualTo("04:30");
            assertThat(silence.getDays()).isEqualTo("sat, sun");
            assertThat(silence.getZone()).isEqualTo("Europe/Zurich");
            assertThat(silence.getConditions())
                    .extracting(condition -> condition.field, condition -> condition.values)
                    .containsExactly(tuple("name", "backup"));
        });
    }

    private static DockerEventWatchConfiguration settings() {
        return ExtensionList.lookupSingleton(DockerEventWatchConfiguration.class);
    }
}
