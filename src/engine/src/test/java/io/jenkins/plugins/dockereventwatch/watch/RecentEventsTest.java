package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    @Test
    void keepsLatestEvents() {
        RecentEvents recent = new RecentEvents(2, 10_000);

        recent.add(named("a"));
        recent.add(named("b"));
        recent.add(named("c"));

        assertThat(recent.latestFirst()).containsExactly(named("c"), named("b"));
    }

    @Test
    void limitsTotalSize() {
        int size = named("a").size();
        RecentEvents recent = new RecentEvents(100, 2L * size);

        recent.add(named("a"));
        recent.add(named("b"));
        recent.add(named("c"));

        assertThat(recent.latestFirst()).containsExactly(named("c"), named("b"));
    }

    @Test
    void ignoresHugeEvent() {
        RecentEvents recent = new RecentEvents(100, 3_000);

        recent.add(named("a"));
        recent.add(named("x".repeat(3_000)));

        assertThat(recent.latestFirst()).containsExactly(named("a"));
    }

    private static DockerEvent named(String name) {
        return Events.container("die", "name", name);
    }
}
