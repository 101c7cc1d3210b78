package io.jenkins.plugins.dockereventwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildLabels;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What is known of one host's containers beyond their events. Which build started a container is asked of the engine
 * when the container is created, or at connecting, and kept until it is removed: a container that removes itself cannot
 * be asked any more when it has died. All asking is done by threads of its own.
 */
public final class ContainerContextCache implements ContainerListener, AutoCloseable {

    private static final Logger LOG = System.getLogger(ContainerContextCache.class.getName());

    /** How long an alert waits at most for what the engine tells of its container. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Actions after which the last lines of the log are of interest. */
    private static final Set<String> TROUBLES = Set.of("die", "oom", "health_status: unhealthy");

    private static final Set<String> ENDED = Set.of("exited", "dead");

    private final String label;
    private final LogRedactor mask;
    private final EngineQueries questions;
    private final BoundedMap<CompletableFuture<Optional<BuildReference>>> builds = new BoundedMap<>();
    private final BoundedMap<Boolean> outOfMemory = new BoundedMap<>();
    private volatile DockerConnection connection;
    private String removed;

    /**
     * Knows nothing yet.
     *
     * @param label the host's name for people
     * @param mask hides secrets in what containers wrote
     * @param patience how long an alert waits at most
     */
    public ContainerContextCache(String label, LogRedactor mask, Duration patience) {
        this.label = label;
        this.mask = mask;
        this.questions = new EngineQueries(label, patience);
    }

    @Override
    public void connected(DockerConnection opened) {
        connection = opened;
        questions.askForLater(() -> learnRunning(opened));
    }

    @Override
    public void saw(DockerEvent event) {
        if (removed != null) {
            builds.remove(removed);
            outOfMemory.remove(removed);
            removed = null;
        }
        if (!event.type().equals("container")) {
            return;
        }
        String id = event.actorId();
        switch (event.action()) {
            case "create" -> learn(event);
            case "start" -> {
                learn(event);
                outOfMemory.remove(id);
            }
            case "oom" -> outOfMemory.put(id, true);
            case "destroy" -> removed = id;
            default -> {}
        }
    }

    /**
     * What is known of an event's container, as soon as the engine has answered; never fails. It does not wait for long,
     * and not at all for a while after the engine did not answer in time: an alert that knows less is better than a late
     * one.
     */
    public CompletableFuture<AlertContext> contextOf(DockerEvent event) {
        if (!event.type().equals("container") || connection == null) {
            return CompletableFuture.completedFuture(AlertContext.NONE);
        }
        EngineQueries.Patience patience = questions.begin();
        // Labels stand in every event, whether or not the engine answers.
        CompletableFuture<Optional<BuildReference>> build =
                patience.orElse(learn(event), () -> BuildLabels.read(event::attribute));
        CompletableFuture<List<String>> log = TROUBLES.contains(event.action())
                ? build.thenCompose(known ->
                        patience.orElse(questions.ask(() -> lastLines(event.actorId(), known)), List::of))
                : CompletableFuture.completedFuture(List.of());
        return build.thenCombine(
                        ranOutOfMemory(event, patience),
                        (known, memory) -> new AlertContext(known, List.of(), memory, List.of()))
                .thenCombine(log, AlertContext::withLogLines);
    }

    private CompletableFuture<Boolean> ranOutOfMemory(DockerEvent event, EngineQueries.Patience patience) {
        if (outOfMemory.get(event.actorId()) != null) {
            return CompletableFuture.completedFuture(true);
        }
        // The engine's own event of it may come after the death, or not at all.
        return event.action().equals("die") && event.attribute("exitCode").equals("137")
                ? patience.orElse(
                        questions.ask(() -> connection
                                .container(event.actorId())
                                .path("State")
                                .path("OOMKilled")
                                .asBoolean()),
                        () -> false)
                : CompletableFuture.completedFuture(false);
    }

    /** Has no alert wait any more. */
    void giveUp() {
        questions.giveUp();
    }

    private List<String> lastLines(String id, Optional<BuildReference> build) throws IOException, InterruptedException {
        List<String> lines = connection.lastLines(id, LogExcerpt.ASKED);
        return lines.isEmpty() ? lines : LogExcerpt.of(mask.hide(build, String.join("\n", lines)));
    }

    private CompletableFuture<Optional<BuildReference>> learn(DockerEvent event) {
        String id = event.actorId();
        DockerConnection current = connection;
        synchronized (builds) {
            CompletableFuture<Optional<BuildReference>> known = builds.get(id);
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
            Optional<BuildReference> labelled = BuildLabels.read(event::attribute);
            CompletableFuture<Optional<BuildReference>> learned = labelled.isPresent()
                            && event.action().equals("create")
                    ? CompletableFuture.completedFuture(labelled.map(build -> build.withContainerCreated(event.time())))
                    : questions.ask(
                            () -> ContainerBuild.of(current.container(id)).or(() -> labelled));
            builds.put(id, learned);
            return learned;
        }
    }

    private Void learnRunning(DockerConnection opened) throws IOException, InterruptedException {
        int learned = 0;
        for (JsonNode listed : opened.containers()) {
            String id = listed.path("Id").asText();
            if (!ENDED.contains(listed.path("State").asText()) && builds.get(id) == null) {
                Optional<BuildReference> build = ContainerBuild.of(opened.container(id));
                builds.putIfAbsent(id, CompletableFuture.completedFuture(build));
                learned++;
            }
        }
        LOG.log(Level.DEBUG, "{0}: looked at {1} containers that ran already", label, learned);
        return null;
    }

    /** Ends its threads. */
    @Override
    public void close() {
        questions.close();
    }
}
