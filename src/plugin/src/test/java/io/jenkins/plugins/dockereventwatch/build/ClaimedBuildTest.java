package io.jenkins.plugins.dockereventwatch.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimedBuildTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final Instant MUCH_LATER = END.plus(Duration.ofDays(30));
    private static final Optional<String> ADDRESS = Optional.of("https://ci.example.org/job/phone-book/42/");
    private static final ClaimedBuild RUNNING = new ClaimedBuild(ADDRESS, START, Optional.empty());
    private static final ClaimedBuild ENDED = new ClaimedBuild(ADDRESS, START, Optional.of(END));

    @Test
    void acceptsContainerOfRunningBuild() {
        assertThat(RUNNING.fits(created(START.plusSeconds(1)), START.plusSeconds(2)))
                .isTrue();
    }

    @Test
    void acceptsLateDeathOfStartedService() {
        assertThat(ENDED.fits(created(END.minusSeconds(1)), MUCH_LATER)).isTrue();
        assertThat(ENDED.fits(created(END.plus(Duration.ofMinutes(9))), MUCH_LATER))
                .isTrue();
    }

    @Test
    void rejectsContainerCreatedOutsideOfBuild() {
        assertThat(ENDED.fits(created(END.plus(Duration.ofMinutes(10))), END.plus(Duration.ofMinutes(11))))
                .isFalse();
        assertThat(ENDED.fits(created(START.minus(Duration.ofMinutes(10))), START))
                .isFalse();
        assertThat(RUNNING.fits(created(START.minus(Duration.ofDays(1))), START.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void usesPresentIfCreationIsUnknown() {
        BuildReference claim = claim(ADDRESS);

        assertThat(RUNNING.fits(claim, MUCH_LATER)).isTrue();
        assertThat(ENDED.fits(claim, END.plus(Duration.ofMinutes(9)))).isTrue();
        assertThat(ENDED.fits(claim, MUCH_LATER)).isFalse();
    }

    @Test
    void rejectsBuildOfAnotherJenkins() {
        ClaimedBuild ofNoAddress = new ClaimedBuild(Optional.empty(), START, Optional.empty());

        assertThat(RUNNING.fits(claim(Optional.of("https://other.example.org/job/phone-book/42/")), START))
                .isFalse();
        assertThat(RUNNING.fits(claim(Optional.empty()), START)).isFalse();
        assertThat(ofNoAddress.fits(claim(ADDRESS), START)).isFalse();
    }

    @Test
    void acceptsClaimsWithoutAddressIfUnconfigured() {
        assertThat(new ClaimedBuild(Optional.empty(), START, Optional.empty()).fits(claim(Optional.empty()), START))
                .isTrue();
    }

    private static BuildReference created(Instant time) {
        return claim(ADDRESS).withContainerCreated(time);
    }

    private static BuildReference claim(Optional<String> url) {
        return new BuildReference(url, "phone-book", 42, Optional.empty(), Optional.empty());
    }
}
