package io.jenkins.plugins.dockereventwatch.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.availability.HostSettings;
import io.jenkins.plugins.dockereventwatch.availability.MemoryThreshold;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector.Kind;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityReaderTest {

    @TempDir
    private Path folder;

    private AvailabilitySettings read(String text) throws Exception {
        return new ConfigFile(folder).read("""
                    notifiers:
                      email: {url: "smtp://u:p@mail.example.org:587?from=a@example.org&to=b@example.org"}
                      boss: {url: "smtp://u:p@mail.example.org:587?from=a@example.org&to=c@example.org"}
                    """ + text).monitoring().availability();
    }

    @Test
    void readsServicesAndHosts() throws Exception {
        AvailabilitySettings settings = read("""
            services:
              phone-book: {container: phone-book, absent_for: 1m, unhealthy_for: 2m, notify: [email]}
              shop:       {project: shop}
              "*":        {label: docker-event-watch.enable=true, memory_above: 90%, memory_for: 5m, absent_for: never}
            hosts: {unreachable_for: 3m, notify: [email]}
            """);

        assertThat(settings.services())
                .containsExactly(
                        new ServiceSettings(
                                "phone-book",
                                new ServiceSelector(Kind.CONTAINER, "phone-book"),
                                Optional.of(Duration.ofMinutes(1)),
                                Optional.of(Duration.ofMinutes(2)),
                                Optional.empty(),
                                List.of("email")),
                        new ServiceSettings(
                                "shop",
                                new ServiceSelector(Kind.PROJECT, "shop"),
                                Optional.of(ServiceSettings.ABSENT_FOR),
                                Optional.of(ServiceSettings.UNHEALTHY_FOR),
                                Optional.empty(),
                                List.of("email", "boss")),
                        new ServiceSettings(
                                "*",
                                new ServiceSelector(Kind.LABEL, "docker-event-watch.enable=true"),
                                Optional.empty(),
                                Optional.of(ServiceSettings.UNHEALTHY_FOR),
                                Optional.of(new MemoryThreshold(90, Duration.ofMinutes(5))),
                                List.of("email", "boss")));
        assertThat(settings.hosts()).contains(new HostSettings(Duration.ofMinutes(3), List.of("email")));
    }

    @ParameterizedTest
    @CsvSource({
        "'project: shop, service: db', COMPOSE_SERVICE, shop/db",
        "'service: db, project: shop', COMPOSE_SERVICE, shop/db",
        "service: db, COMPOSE_SERVICE, db",
        "swarm_service: shop_web, SWARM_SERVICE, shop_web",
        "label: watched, LABEL, watched"
    })
    void selectsContainers(String selection, Kind kind, String value) throws Exception {
        AvailabilitySettings settings = read("services: {one: {" + selection + "}}\n");

        assertThat(settings.services())
                .singleElement()
                .extracting(ServiceSettings::selector)
                .isEqualTo(new ServiceSelector(kind, value));
    }

    @Test
    void readsHostsWithDefaults() throws Exception {
        assertThat(read("hosts: {}\n").hosts())
                .contains(new HostSettings(HostSettings.UNREACHABLE_FOR, List.of("email", "boss")));
    }
}
