package io.jenkins.plugins.dockereventwatch.watch.container;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildClaims;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What is known about a host's containers beyond their events. The build that started a container is queried when the
 * container is created, or on connecting, and kept until it is removed, since a container that removes itself cannot be
 * queried after its death. Queries run on separate threads.
 */
public final class ContainerContextCache implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ContainerContextCache.class.getName());

    /** The longest time that an alert waits for the engine's answers about its container. */
    public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

    /** Actions whose alerts contain a log excerpt. */
    private static final Set<String> FAILURES = Set.of("die", "oom", "health_status: unhealthy");

    private static final Set<String> ENDED = Set.of("exited", "dead");

    private final String label;
    private final LogRedactor redactor;
    private final EngineQueries queries;
    private final OptionalRequests requests;
    private final ContainerStates states;
    private final Map<String, CompletableFuture<Optional<BuildReference>>> builds = BoundedMap.create();
    private final Map<String, Boolean> outOfMemory = BoundedMap.create();
    private volatile DockerConnection connection;
    private String removed;

    /**
     * Creates an empty cache.
     *
     * @param label the host's name in messages
     * @param redactor removes secrets from log excerpts
     * @param clock the time of states
     * @param answerTimeout the longest time that an alert waits for answers
     * @param errors receives the unexpected errors of queries
     */
    public ContainerContextCache(
            String label, LogRedactor redactor, Clock clock, Duration answerTimeout, WorkerErrors errors) {
        this.label = label;
        this.redactor = redactor;
        this.requests = new OptionalRequests(label);
        this.queries = new EngineQueries(label, answerTimeout, errors);
        this.states = new ContainerStates(queries, requests, redactor, clock);
    }

    /** Selects the containers whose states are read. */
    public void select(ContainerSelection selection) {
        states.select(selection);
    }

    /** Returns the latest states of the selected containers; empty if they are not known. */
    public Optional<ContainerSnapshot> states() {
        return states.latest();
    }

    /** Receives a new connection to the engine, which stays open until the next call. */
    public void onConnect(DockerConnection opened) {
        connection = opened;
        states.onConnect(opened);
        queries.submit(() -> queryRunning(opened));
    }

    /** Receives every event of the host, on the thread that follows it. */
    public void onEvent(DockerEvent event) {
        if (removed != null) {
            builds.remove(removed);
            outOfMemory.remove(removed);
            removed = null;
        }
        if (!event.type().equals("container")) {
            return;
        }
        states.onEvent(event);
        String id = event.actorId();
        switch (event.action()) {
            case "create" -> queryBuild(event);
            case "start" -> {
                queryBuild(event);
                outOfMemory.remove(id);
            }
            case "oom" -> outOfMemory.put(id, true);
            case "destroy" -> removed = id;
            default -> {}
        }
    }

    /**
     * Returns what is known about an event's container, once the engine has answered; never fails. After a missed deadline,
     * further calls do not wait for a while: an incomplete alert is better than a late one.
     */
    public CompletableFuture<AlertContext> contextOf(DockerEvent event) {
        if (!event.type().equals("container") || connection == null) {
            return CompletableFuture.completedFuture(AlertContext.NONE);
        }
        EngineQueries.Deadline deadline = queries.newDeadline();
        // Every event contains the labels, whether or not the engine answers.
        CompletableFuture<Optional<BuildReference>> build =
                deadline.orElse(queryBuild(event), () -> BuildClaims.ofLabels(event::attribute));
        CompletableFuture<List<String>> log = FAILURES.contains(event.action())
                ? build.thenCompose(known ->
                        deadline.orElse(queries.submit(() -> lastLines(event.actorId(), known)), List::of))
                : CompletableFuture.completedFuture(List.of());
        CompletableFuture<Boolean> memory = ranOutOfMemory(event, deadline);
        return build.thenCompose(known -> log.thenCombine(
                memory, (lines, outOfMemory) -> new AlertContext(known, List.of(), outOfMemory, lines)));
    }

    private CompletableFuture<Boolean> ranOutOfMemory(DockerEvent event, EngineQueries.Deadline deadline) {
        boolean told = event.isOfPodman() && event.attribute("oomKilled").equals("true");
        if (told || outOfMemory.get(event.actorId()) != null) {
            return CompletableFuture.completedFuture(true);
        }
        // The engine's oom event may arrive after the death or not at all.
        return event.action().equals("die") && event.attribute("exitCode").equals("137")
                ? deadline.orElse(
                        queries.submit(() -> container(connection, event.actorId())
                                .path("State")
                                .path("OOMKilled")
                                .asBoolean()),
                        () -> false)
                : CompletableFuture.completedFuture(false);
    }

    /** Completes all waiting alerts with what is known. */
    public void stopWaiting() {
        queries.stopWaiting();
    }

    private JsonNode container(DockerConnection current, String id) throws IOException, InterruptedException {
        return requests.run(OptionalRequests.Request.CONTAINER, () -> current.container(id));
    }

    private List<String> lastLines(String id, Optional<BuildReference> build) throws IOException, InterruptedException {
        List<String> lines =
                requests.run(OptionalRequests.Request.LOGS, () -> connection.lastLines(id, LogExcerpt.REQUESTED_LINES));
        return lines.isEmpty() ? lines : LogExcerpt.of(redactor.redact(build, String.join("\n", lines)));
    }

    private CompletableFuture<Optional<BuildReference>> queryBuild(DockerEvent event) {
        String id = event.actorId();
        DockerConnection current = connection;
        synchronized (builds) {
            CompletableFuture<Optional<BuildReference>> known = builds.get(id);
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
            Optional<BuildReference> labelled = BuildClaims.ofLabels(event::attribute);
            CompletableFuture<Optional<BuildReference>> queried = labelled.isPresent()
                            && event.action().equals("create")
                    ? CompletableFuture.completedFuture(labelled.map(build -> build.withContainerCreated(event.time())))
                    : queries.submit(() ->
                            BuildClaims.ofContainer(container(current, id)).or(() -> labelled));
            builds.put(id, queried);
            return queried;
        }
    }

    private Void queryRunning(DockerConnection opened) throws IOException, InterruptedException {
        int queried = 0;
        for (JsonNode listed : requests.run(OptionalRequests.Request.CONTAINERS, opened::containers)) {
            String id = listed.path("Id").asText();
            if (!ENDED.contains(listed.path("State").asText()) && builds.get(id) == null) {
                Optional<BuildReference> build = BuildClaims.ofContainer(container(opened, id));
                builds.putIfAbsent(id, CompletableFuture.completedFuture(build));
                queried++;
            }
        }
        LOG.log(Level.DEBUG, "{0}: queried {1} running containers", label, queried);
        return null;
    }

    /** Stops all queries. */
    @Override
    public void close() {
        queries.close();
    }
}
