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
