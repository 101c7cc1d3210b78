package io.jenkins.plugins.dockereventwatch.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RetryPolicy POLICY =
            new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(1));

    @RepeatedTest(20)
    void delaysDoubleUpToTheLimit() {
        assertThat(POLICY.delayAfter(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(POLICY.delayAfter(3)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(POLICY.delayAfter(5)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(POLICY.delayAfter(Integer.MAX_VALUE)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void givesUpAfterTheTimeLimit() {
        assertThat(POLICY.givesUp(Duration.ofMinutes(1))).isFalse();
        assertThat(POLICY.givesUp(Duration.ofMinutes(1).plusMillis(1))).isTrue();
        assertThat(RetryPolicy.CONNECTION.givesUp(Duration.ofDays(100_000))).isFalse();
    }

    @Test
    void rejectsDelaysThatAreNotPositive() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1), RetryPolicy.FOREVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected at least 1 ms");
    }
}
