package io.jenkins.plugins.dockereventwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFiltersTest {

    private static final DockerEvent EVENT = Events.of("{\"Type\":\"container\",\"Action\":\"exec_create: /bin/sh\","
            + "\"scope\":\"local\",\"Actor\":{\"ID\":\"c80aa8fb34cc\",\"Attributes\":{\"image\":\"mysql:8.4\","
            + "\"name\":\"phone-book-db\",\"tier\":\"data\",\"empty\":\"\"}}}");

    @ParameterizedTest
    @CsvSource({
        "type=container, true",
        "type=network, false",
        "type=cont, false",
        "type=network|type=container, true",
        "scope=local, true",
        "scope=swarm, false",
        "event=die, false",
        "event=exec_create, true",
        "event=exec_create: /bin/sh, true",
        "event=exec, false",
        "event=exec|event=health_status, true",
        "container=c80a, true",
        "container=phone-book, true",
        "container=book, false",
        "network=phone, true",
        "volume=x, false",
        "image=mysql, true",
        "image=mysql:8.4, true",
        "image=mysql:8, false",
        "image=mys, false",
        "image=c80aa8fb34cc, true",
        "label=tier, true",
        "label=tier=data, true",
        "label=tier=, false",
        "label=empty=, true",
        "label=tier=data|label=absent, false",
        "label=tier|label=empty, true",
        "type=container|event=die, false",
        "type=container|image=mysql|label=tier, true"
    })
    void passesSameEventsAsEngine(String filters, boolean passes) {
        assertThat(filters(filters).pass(EVENT)).isEqualTo(passes);
    }

    @Test
    void actionIsCompared() {
        DockerEvent execDie = Events.container("exec_die", "exitCode", "1");

        assertThat(filters("event=die").pass(execDie)).isFalse();
        assertThat(filters("event=exec_die").pass(execDie)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/mysql:8.4, mysql",
        "registry.example.org:5000/team/app, registry.example.org:5000/team/app",
        "registry.example.org:5000/team/app:1.0, registry.example.org:5000/team/app",
        "docker.io/acme/tool@sha256:00, acme/tool",
        "library/mysql, mysql"
    })
    void comparesFamiliarImageName(String image, String filter) {
        assertThat(filters("image=" + filter).pass(Events.container("die", "image", image)))
                .isTrue();
    }

    @Test
    void comparesNameOfImageEvent() {
        DockerEvent pull = Events.of("{\"Type\":\"image\",\"Action\":\"pull\",\"Actor\":{\"ID\":\"mysql:8.4\","
                + "\"Attributes\":{\"name\":\"mysql\"}}}");

        assertThat(filters("image=mysql").pass(pull)).isTrue();
        assertThat(filters("image=maven").pass(pull)).isFalse();
    }

    @Test
    void keyWithoutValuesFiltersNothing() {
        assertThat(new EventFilters(Map.of("event", List.of()))).isEqualTo(EventFilters.NONE);
        assertThat(EventFilters.NONE.pass(EVENT)).isTrue();
    }

    @Test
    void rejectsUnknownKey() {
        assertThatThrownBy(() -> new EventFilters(Map.of("evnt", List.of("die"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("evnt");
    }

    private static EventFilters filters(String text) {
        return new EventFilters(Arrays.stream(text.split("\\|"))
                .map(filter -> filter.split("=", 2))
                .collect(Collectors.groupingBy(
                        filter -> filter[0], Collectors.mapping(filter -> filter[1], Collectors.toList()))));
    }
}
