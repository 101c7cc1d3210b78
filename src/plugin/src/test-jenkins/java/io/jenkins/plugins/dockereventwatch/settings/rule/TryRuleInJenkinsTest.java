package io.jenkins.plugins.dockereventwatch.settings.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import java.time.Duration;
import java.util.List;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A rule is tried on the events of a real container. */
@WithDocker
@WithJenkins
class TryRuleInJenkinsTest {

    private static final String NAME = "tried-rule";

    @Test
    void showsMatchingEvents(JenkinsRule jenkins, DockerEngine docker) throws Exception {
        DockerEventWatchConfiguration settings = DockerEventWatchConfiguration.get();
        RuleSetting dies = new RuleSetting("A container dies");
        dies.setConditions(List.of(new ConditionSetting("Action", ConditionOperator.IS_ANY_OF, "die")));
        settings.setRules(List.of(dies));
        settings.setHosts(
                List.of(new DockerHostSetting("docker-01", docker.host().uri().toString())));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> WatchState.latestEvents().containsKey("docker-01"));
        try {
            docker.awaitEnd(docker.run(NAME, DockerEngine.IMAGE, "exit 3"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> WatchState.latestEvents().getOrDefault("docker-01", List.of()).stream()
                            .anyMatch(event -> event.action().equals("die")
                                    && event.attribute("name").equals(NAME)));

            try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
                HtmlPage page = browser.goTo("configure");
                HtmlElement rule = page.querySelector(".repeated-chunk[name=rules]");
                ((HtmlElement) rule.querySelector(".docker-event-watch-try-it__button")).click();
                browser.waitForBackgroundJavaScript(10_000);

                assertThat(rule.querySelector(".docker-event-watch-try-it__result")
                                .asNormalizedText())
                        .contains("docker-01: container " + NAME + " die")
                        .doesNotContain(PluginExpectedTexts.NO_EVENTS);
            }
        } finally {
            docker.remove(NAME);
        }
    }
}
