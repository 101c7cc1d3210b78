package io.jenkins.plugins.dockereventwatch.settings.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionSettingTest {

    @ParameterizedTest
    @CsvSource({
        "Action, Action",
        "Actor.ID, Actor.ID",
        "image, Actor.Attributes.image",
        "com.docker.compose.service, Actor.Attributes.com.docker.compose.service",
        "Actor.Attributes.image, Actor.Attributes.image"
    })
    void acceptsShortNamesOfAttributes(String entered, String path) {
        assertThat(ConditionSetting.path(entered)).hasToString(path);
    }

    @ParameterizedTest
    @CsvSource({
        "Action, Action",
        "Actor.Attributes.image, image",
        "Actor.Attributes.com.docker.compose.service, com.docker.compose.service",
        "Actor.Attributes.status, Actor.Attributes.status"
    })
    void pathsAreShownAsTheyAreEntered(String path, String entered) {
        assertThat(ConditionSetting.fieldOf(new FieldPath(path))).isEqualTo(entered);
        assertThat(ConditionSetting.path(entered)).hasToString(path);
    }

    @Test
    void splitsValuesIntoLines() throws Exception {
        assertThat(new ConditionSetting("Action", ConditionOperator.IS_ANY_OF, "die\r\n\r\noom \r\n")
                        .toCondition()
                        .values())
                .containsExactly("die", "oom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n"})
    void rejectsConditionsWithoutValues(String values) {
        assertThatThrownBy(() -> new ConditionSetting("Action", ConditionOperator.IS_ANY_OF, values).toCondition())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "."})
    void rejectsInvalidFields(String field) {
        assertThatThrownBy(() -> new ConditionSetting(field, ConditionOperator.IS_ANY_OF, "x").toCondition())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    exitcode      | 1     | No event has the field 'Actor.Attributes.exitcode'; did you mean 'Actor.Attributes.exitCode'?
                    service       | web   | Only an event with a label 'service' has this field; did you mean 'Actor.Attributes.com.docker.compose.service'?
                    host          | h     | No event has the field 'Actor.Attributes.host': rules apply to all hosts
                    """)
    void warnsAboutFieldsThatNoEventHas(String field, String value, String warning) {
        ConditionSetting condition = new ConditionSetting(field, ConditionOperator.IS_ANY_OF, value);

        assertThat(condition.problems(true)).containsExactly(warning);
        assertThat(condition.problems(false)).isEmpty();
    }

    @Test
    void warnsAboutValuesThatNeverMatch() {
        ConditionSetting values = new ConditionSetting("Action", ConditionOperator.IS_NONE_OF, "die\nremoved\nDie");
        ConditionSetting pattern = new ConditionSetting("Action", ConditionOperator.MATCHES_ANY_OF, "^health_status$");

        assertThat(values.problems(true)).isEmpty();
        assertThat(values.problems(false))
                .containsExactly(
                        "No action matches 'removed'; did you mean 'destroy'?",
                        "No action matches 'Die'; did you mean 'die'?");
        assertThat(pattern.problems(false)).singleElement().asString().contains("health_status: unhealthy");
        assertThat(new ConditionSetting("notifier", ConditionOperator.IS_ANY_OF, "mail").problems(true))
                .isEmpty();
    }

    @Test
    void suggestsRestartInsteadOfField() {
        assertThatThrownBy(() ->
                        new ConditionSetting("restarted_within", ConditionOperator.IS_ANY_OF, "30s").toCondition())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("When a container dies");
    }

    @Test
    void suggestsOperatorForImagePolicy() throws Exception {
        assertThatThrownBy(
                        () -> new ConditionSetting("image_policy", ConditionOperator.IS_ANY_OF, "denied").toCondition())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IMAGE_VERDICT_ANY_OF");
        assertThat(new ConditionSetting("image", ConditionOperator.IMAGE_VERDICT_ANY_OF, "denied").toCondition())
                .isNotNull();
    }
}
