package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.availability.HostSettings;
import io.jenkins.plugins.dockereventwatch.availability.MemoryThreshold;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector.Kind;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSettings;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping.Entry;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code services} and {@code hosts}. */
final class AvailabilityReader {

    private static final Map<String, Kind> SELECTORS = Map.of(
            "container", Kind.CONTAINER,
            "project", Kind.PROJECT,
            "swarm_service", Kind.SWARM_SERVICE,
            "label", Kind.LABEL);

    private static final List<String> KEYS = List.of(
            "container",
            "project",
            "service",
            "swarm_service",
            "label",
            "absent_for",
            "unhealthy_for",
            "memory_above",
            "memory_for",
            "notify");

    private final ReadContext context;
    private final YamlReader yaml;
    private final Optional<Set<String>> notifiers;
    private final Set<String> valid;

    /**
     * Creates a reader.
     *
     * @param notifiers the names of all notifiers; empty: not known
     * @param valid the names of the valid notifiers, which are the default of {@code notify}
     */
    AvailabilityReader(ReadContext context, Optional<Set<String>> notifiers, Set<String> valid) {
        this.context = context;
        this.yaml = context.yaml();
        this.notifiers = notifiers;
        this.valid = valid;
    }

    AvailabilitySettings read(YamlMapping root) {
        List<ServiceSettings> services = new ArrayList<>();
        root.get("services")
                .map(entry -> yaml.mapping(entry.value(), "services"))
                .ifPresent(named -> named.entries()
                        .forEach(entry -> context.complete(
                                        entry.key(), "The service '" + entry.name() + "'", () -> service(entry))
                                .ifPresent(services::add)));
        Optional<HostSettings> hosts = root.get("hosts")
                .flatMap(entry -> context.complete(entry.key(), "'hosts'", () -> Optional.of(hosts(entry.value()))));
        return new AvailabilitySettings(services, hosts);
    }

    private HostSettings hosts(Node node) {
        YamlMapping hosts = yaml.mapping(node, "hosts", List.of("unreachable_for", "notify"));
        return new HostSettings(
                hosts.parsed("unreachable_for", DurationText::parse).orElse(HostSettings.UNREACHABLE_FOR),
                notify(hosts));
    }

    /** Returns empty if the service has no valid selector. */
    private Optional<ServiceSettings> service(Entry entry) {
        YamlMapping service = yaml.mapping(entry.value(), "the service '" + entry.name() + "'", KEYS);
        Optional<MemoryThreshold> memory = service.parsed("memory_above", MemoryThreshold::parsePercent)
                .map(percent -> new MemoryThreshold(
                        percent,
                        service.parsed("memory_for", DurationText::parse).orElse(MemoryThreshold.LASTING)));
        if (service.has("memory_for") && !service.has("memory_above")) {
            yaml.problem(
                    service.get("memory_for").orElseThrow().key(),
                    "Missing key 'memory_above': expected 90%, for example");
        }
        Optional<Duration> absent = duration(service, "absent_for", ServiceSettings.ABSENT_FOR);
        Optional<Duration> unhealthy = duration(service, "unhealthy_for", ServiceSettings.UNHEALTHY_FOR);
        if (absent.isEmpty() && unhealthy.isEmpty() && !service.has("memory_above")) {
            yaml.problem(
                    entry.value(),
                    "The service '" + entry.name()
                            + "' causes no alert: expected absent_for, unhealthy_for or memory_above");
        }
        List<String> notify = notify(service);
        return selector(service)
                .map(selector -> new ServiceSettings(entry.name(), selector, absent, unhealthy, memory, notify));
    }

    private Optional<ServiceSelector> selector(YamlMapping service) {
        List<String> given = service.keys().stream()
                .filter(key -> SELECTORS.containsKey(key) || key.equals("service"))
                .toList();
        if (given.equals(List.of("project", "service")) || given.equals(List.of("service", "project"))) {
            Optional<String> project = service.text("project");
            return service.parsed(
                    "service", name -> new ServiceSelector(Kind.COMPOSE_SERVICE, project.orElse("") + "/" + name));
        }
        if (given.equals(List.of("service"))) {
            return service.parsed("service", name -> new ServiceSelector(Kind.COMPOSE_SERVICE, name));
        }
        if (given.size() != 1) {
            if (service.node() instanceof MappingNode) {
                yaml.problem(
                        service.node(),
                        (given.isEmpty() ? "Missing containers of the service" : "Several selections of containers")
                                + ": expected one of container, project (with or without service), service,"
                                + " swarm_service, label");
            }
            return Optional.empty();
        }
        return service.parsed(given.get(0), value -> new ServiceSelector(SELECTORS.get(given.get(0)), value));
    }

    private static Optional<Duration> duration(YamlMapping service, String key, Duration otherwise) {
        if (!service.has(key)) {
            return Optional.of(otherwise);
        }
        return service.parsed(key, DurationText::parseOrNever).orElse(Optional.of(otherwise));
    }

    private List<String> notify(YamlMapping keys) {
        return keys.has("notify") ? RuleReader.notify(keys, notifiers) : List.copyOf(valid);
    }
}
