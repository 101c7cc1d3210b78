package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.ContainerLabels;
import io.jenkins.plugins.dockereventwatch.availability.Observation.Evidence;
import io.jenkins.plugins.dockereventwatch.availability.Observation.State;
import io.jenkins.plugins.dockereventwatch.availability.Observation.Subject;
import io.jenkins.plugins.dockereventwatch.event.IncidentKind;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState.Health;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState.MemoryUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Observes services by the states of containers at one time. */
final class ServiceObserver {

    /** A container counts as running after this time, so that a crash loop is an absence. */
    static final Duration STABLE_AFTER = Duration.ofSeconds(10);

    private final AvailabilitySettings settings;
    private final Map<String, HostSnapshot> hosts;
    private final Map<Member.Key, Member> members;
    private final Instant now;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Member> running = new ArrayList<>();

    /** A container and the host that it belongs to. */
    private record Located(String host, ContainerState container) {

        boolean isStable(Instant now) {
            return container.isRunning()
                    && container
                            .runningSince()
                            .map(since -> !since.plus(STABLE_AFTER).isAfter(now))
                            .orElse(true);
        }

        /** Returns whether it has done what it was started for. */
        boolean isCompleted() {
            return container.state().equals("exited")
                    && container
                            .details()
                            .map(details -> details.exitCode() == 0 && !details.restarts())
                            .orElse(false);
        }
    }

    /**
     * Observes all services.
     *
     * @param members the members that have been seen running
     */
    ServiceObserver(
            AvailabilitySettings settings,
            Map<String, HostSnapshot> hosts,
            Map<Member.Key, Member> members,
            Instant now) {
        this.settings = settings;
        this.hosts = hosts;
        this.members = members;
        this.now = now;
        assign(service -> service.absentFor().isPresent()).forEach(this::observePresence);
        assign(service -> service.unhealthyFor().isPresent())
                .forEach((service, containers) -> containers.forEach(one -> observeHealth(service, one)));
        assign(service -> service.memory().isPresent())
                .forEach((service, containers) -> containers.forEach(one -> observeMemory(service, one)));
    }

    List<Observation> observations() {
        return observations;
    }

    /** Returns the members that run. */
    List<Member> running() {
        return running;
    }

    /** Assigns each container to the first service that selects it and has a certain setting. */
    private Map<ServiceSettings, List<Located>> assign(Predicate<ServiceSettings> relevant) {
        Map<ServiceSettings, List<Located>> assigned = new LinkedHashMap<>();
        settings.services().stream().filter(relevant).forEach(service -> assigned.put(service, new ArrayList<>()));
        hosts.forEach((host, snapshot) -> {
            if (!snapshot.isKnown()) {
                return;
            }
            for (ContainerState container : snapshot.containers().orElseThrow().containers()) {
                assigned.keySet().stream()
                        .filter(service -> service.selector().selects(container.identity()))
                        .findFirst()
                        .ifPresent(service -> assigned.get(service).add(new Located(host, container)));
            }
        });
        return assigned;
    }

    private void observePresence(ServiceSettings service, List<Located> containers) {
        Map<String, List<Located>> byMember = new LinkedHashMap<>();
        service.selector().expected().ifPresent(name -> byMember.put(name, new ArrayList<>()));
        members.values().stream()
                .filter(member -> member.service().equals(service.name()))
                .filter(member ->
                        service.selector().expected().map(member.name()::equals).orElse(true))
                .forEach(member -> byMember.put(member.name(), new ArrayList<>()));
        for (Located one : containers) {
            byMember.computeIfAbsent(service.selector().member(one.container.identity()), name -> new ArrayList<>())
                    .add(one);
        }
        byMember.forEach((name, all) -> observePresence(service, name, all));
    }

    private void observePresence(ServiceSettings service, String name, List<Located> containers) {
        Optional<Located> stable =
                containers.stream().filter(one -> one.isStable(now)).findFirst();
        Optional<Member> member = Optional.ofNullable(members.get(new Member.Key(service.name(), name)));
        stable.ifPresent(one -> running.add(new Member(service.name(), name, one.host)));
        boolean isExpected = service.selector().expected().isPresent();
        if (member.isEmpty() && !isExpected) {
            return;
        }
        State state;
        if (stable.isPresent()) {
            state = State.GOOD;
        } else if (containers.stream().anyMatch(one -> one.container.isRunning())) {
            state = State.RECOVERING;
        } else if (!isObservable(member, isExpected)
                || !isExpected && !containers.isEmpty() && containers.stream().allMatch(Located::isCompleted)) {
            state = State.UNKNOWN;
        } else {
            state = State.WRONG;
        }
        Optional<Located> latest = stable.or(() -> containers.stream().max(Comparator.comparing(ServiceObserver::end)));
        String host = latest.map(Located::host)
                .or(() -> member.map(Member::host))
                .orElseGet(() -> hosts.keySet().stream().findFirst().orElse(""));
        observations.add(new Observation(
                new Subject(IncidentKind.ABSENT, host, name, service.name()),
                state,
                service.absentFor().orElseThrow(),
                service.notifiers(),
                latest.map(one -> evidence(one.container, reason(one.container)))
                        .orElseGet(() -> new Evidence(
                                Optional.empty(), Map.of("reason", "there is no container"), AlertContext.NONE))));
    }

    private static Instant end(Located one) {
        return one.container.details().flatMap(ContainerState.Details::finished).orElse(Instant.EPOCH);
    }

    /** Returns whether the hosts where the member may run are known. */
    private boolean isObservable(Optional<Member> member, boolean isExpected) {
        Optional<HostSnapshot> last = member.map(Member::host).map(hosts::get);
        return last.map(HostSnapshot::isKnown)
                .orElseGet(() -> isExpected
                        && !hosts.isEmpty()
                        && hosts.values().stream().allMatch(HostSnapshot::isKnown));
    }

    private void observeHealth(ServiceSettings service, Located one) {
        Health health = one.container.health();
        State state;
        if (!one.container.isRunning() || health == Health.STARTING) {
            state = State.RECOVERING;
        } else {
            state = health == Health.UNHEALTHY ? State.WRONG : State.GOOD;
        }
        observations.add(new Observation(
                subject(IncidentKind.UNHEALTHY, service, one),
                state,
                service.unhealthyFor().orElseThrow(),
                service.notifiers(),
                new Evidence(
                        Optional.empty(),
                        attributes(one.container),
                        one.container
                                .details()
                                .map(ContainerState.Details::context)
                                .orElse(AlertContext.NONE))));
    }

    private void observeMemory(ServiceSettings service, Located one) {
        MemoryThreshold threshold = service.memory().orElseThrow();
        Optional<MemoryUse> memory = one.container.memory();
        if (memory.isEmpty()) {
            return;
        }
        State state;
        if (memory.get().percent() >= threshold.percent()) {
            state = State.WRONG;
        } else {
            state = memory.get().percent() < threshold.percent() - MemoryThreshold.HYSTERESIS
                    ? State.GOOD
                    : State.RECOVERING;
        }
        Map<String, String> attributes = attributes(one.container);
        attributes.put("memoryPercent", Long.toString(Math.round(memory.get().percent())));
        attributes.put("memoryLimit", (memory.get().limit() >> 20) + " MiB");
        observations.add(new Observation(
                subject(IncidentKind.MEMORY, service, one),
                state,
                threshold.lasting(),
                service.notifiers(),
                new Evidence(Optional.empty(), attributes, AlertContext.NONE)));
    }

    private static Subject subject(IncidentKind kind, ServiceSettings service, Located one) {
        ContainerState.Identity container = one.container.identity();
        String swarm = container.label(ContainerLabels.SWARM_SERVICE);
        String name = container.name();
        // The name of a Swarm task ends with its id.
        if (!swarm.isEmpty() && name.startsWith(swarm + ".")) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        return new Subject(kind, one.host, name, service.name());
    }

    private static Evidence evidence(ContainerState container, String reason) {
        Map<String, String> attributes = attributes(container);
        Optional<ContainerState.Details> details = container.details();
        if (!container.isRunning()) {
            attributes.put("reason", reason);
            details.filter(known -> known.finished().isPresent())
                    .ifPresent(known -> attributes.put("exitCode", Integer.toString(known.exitCode())));
        }
        return new Evidence(
                details.flatMap(ContainerState.Details::finished),
                attributes,
                // The output belongs to a health check, not to the absence.
                details.map(known -> new AlertContext(
                                known.context().build(),
                                List.of(),
                                known.context().outOfMemory(),
                                List.of()))
                        .orElse(AlertContext.NONE));
    }

    private static String reason(ContainerState container) {
        return switch (container.state()) {
            case "created" -> "its container was created but not started";
            case "paused" -> "its container is paused";
            case "restarting" -> "its container ends and is restarted again and again";
            default ->
                "its container ended"
                        + container
                                .details()
                                .filter(details -> details.finished().isPresent())
                                .map(details -> " with exit code " + details.exitCode())
                                .orElse("");
        };
    }

    private static Map<String, String> attributes(ContainerState container) {
        ContainerState.Identity identity = container.identity();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("image", identity.image());
        for (String label : List.of(
                ContainerLabels.COMPOSE_PROJECT,
                ContainerLabels.COMPOSE_SERVICE,
                ContainerLabels.COMPOSE_NUMBER,
                ContainerLabels.SWARM_SERVICE)) {
            if (!identity.label(label).isEmpty()) {
                attributes.put(label, identity.label(label));
            }
        }
        return attributes;
    }
}
