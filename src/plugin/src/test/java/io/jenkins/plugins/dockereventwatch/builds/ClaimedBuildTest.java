package io.jenkins.plugins.dockereventwatch.builds;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimedBuildTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Optional<String> ADDRESS = Optional.of("https://ci.example.org/job/phone-book/42/");

    @Test
    void runningBuildOfThisJenkinsIsBelieved() {
        assertThat(new ClaimedBuild(ADDRESS, Optional.empty()).fits(claim(ADDRESS), NOW))
                .isTrue();
    }

    @Test
    void buildThatEndedAMomentAgoIsBelieved() {
        assertThat(new ClaimedBuild(ADDRESS, Optional.of(NOW.minus(Duration.ofMinutes(9)))).fits(claim(ADDRESS), NOW))
                .isTrue();
    }

    @Test
    void oldBuildIsNot() {
        assertThat(new ClaimedBuild(ADDRESS, Optional.of(NOW.minus(Duration.ofMinutes(10)))).fits(claim(ADDRESS), NOW))
                .isFalse();
    }

    @Test
    void buildOfAnotherJenkinsIsNot() {
        ClaimedBuild own = new ClaimedBuild(ADDRESS, Optional.empty());

        assertThat(own.fits(claim(Optional.of("https://other.example.org/job/phone-book/42/")), NOW))
                .isFalse();
        assertThat(own.fits(claim(Optional.empty()), NOW)).isFalse();
        assertThat(new ClaimedBuild(Optional.empty(), Optional.empty()).fits(claim(ADDRESS), NOW))
                .isFalse();
    }

    @Test
    void jenkinsThatDoesNotKnowItsAddressBelievesContainersThatDoNotEither() {
        assertThat(new ClaimedBuild(Optional.empty(), Optional.empty()).fits(claim(Optional.empty()), NOW))
                .isTrue();
    }

    private static BuildReference claim(Optional<String> url) {
        return new BuildReference(url, "phone-book", 42, Optional.empty(), Optional.empty());
    }
}
