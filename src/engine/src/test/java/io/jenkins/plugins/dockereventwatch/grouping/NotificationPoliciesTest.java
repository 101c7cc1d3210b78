package io.jenkins.plugins.dockereventwatch.grouping;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DID_YOU_MEAN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_INTERVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.Events;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationPoliciesTest {

    private static final NotificationPolicy HELD = new NotificationPolicy(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new RestartGracePeriod(Duration.ofSeconds(30), false)),
            false);
    private static final NotificationPolicy RESOLVED =
            new NotificationPolicy(Optional.empty(), Optional.empty(), Optional.empty(), true);

    private static NotificationPolicies policies(NotificationPolicy others, Map<String, NotificationPolicy> byRule) {
        return new NotificationPolicies(others, byRule, List.of());
    }

    @Nested
    class OfAlert {

        private final NotificationPolicies policies =
                policies(NotificationPolicy.EACH, Map.of("held", HELD, "resolved", RESOLVED));

        private NotificationPolicy of(String... rules) {
            return policies.of(Alerts.alert(Events.container("die", "name", "mysql"), rules));
        }

        @Test
        void isPolicyOfRule() {
            assertThat(of("held")).isEqualTo(HELD);
            assertThat(of("resolved", "other")).isEqualTo(RESOLVED);
        }

        @Test
        void isGeneralPolicyOtherwise() {
            assertThat(of("other")).isEqualTo(NotificationPolicy.EACH);
        }

        @Test
        void prefersRuleWithoutGracePeriod() {
            assertThat(of("held", "resolved")).isEqualTo(RESOLVED);
        }
    }

    @Nested
    class Memory {

        @Test
        void coversLongestPeriodOfAll() {
            Grouping hourly = new Grouping(List.of(), Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(4));
            NotificationPolicy grouped = new NotificationPolicy(
                    Optional.of(hourly), Optional.of(CrashLoopLimit.DEFAULT), Optional.empty(), false);
            NotificationPolicy looping = new NotificationPolicy(
                    Optional.empty(), Optional.of(new CrashLoopLimit(3, Duration.ofHours(2))), Optional.empty(), false);

            assertThat(policies(grouped, Map.of()).memory()).isEqualTo(Duration.ofHours(1));
            assertThat(policies(grouped, Map.of("r", looping)).memory()).isEqualTo(Duration.ofHours(12));
            assertThat(NotificationPolicies.EACH.memory()).isZero();
        }
    }

    @Nested
    class GroupingField {

        @ParameterizedTest
        @ValueSource(strings = {"host", "project", "container", "image", "rule", "Actor.Attributes.team"})
        void isNameOrPath(String field) {
            assertThatCode(() -> Grouping.checkField(field)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a..b"})
        void isNoInvalidPath(String field) {
            assertThatThrownBy(() -> Grouping.checkField(field)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Grouping(
                            List.of("host", field), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofHours(4)))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isSuggestedIfMisspelled() {
            assertThatThrownBy(() -> Grouping.checkField("action"))
                    .hasMessage("Invalid field 'action': expected host, project, container, image, rule or a field of"
                            + " events; " + DID_YOU_MEAN + "'Action'?");
        }

        @Test
        void intervalIsNotBelowDelay() {
            Duration delay = Duration.ofSeconds(10);

            assertThat(new Grouping(List.of(), delay, delay, delay).interval()).isEqualTo(delay);
            assertThatThrownBy(() -> new Grouping(List.of(), delay, delay.minusSeconds(1), delay))
                    .hasMessage("Invalid interval '9s': " + EXPECTED_INTERVAL);
        }
    }

    @Nested
    class Limit {

        @Test
        void isAtLeastTwoDeaths() {
            assertThat(new CrashLoopLimit(2, Duration.ofMinutes(1)).deaths()).isEqualTo(2);
            assertThatThrownBy(() -> new CrashLoopLimit(1, Duration.ofMinutes(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
