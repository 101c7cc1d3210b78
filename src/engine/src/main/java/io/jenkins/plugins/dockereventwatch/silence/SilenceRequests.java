package io.jenkins.plugins.dockereventwatch.silence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Changes the silences of an embedded state while a watch uses it, because only one process can open the state. Requests
 * are files in the state's folder, which only its owner can write; the watch answers each one with another file.
 */
public final class SilenceRequests {

    private static final Logger LOG = System.getLogger(SilenceRequests.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    private static final int REQUESTS_AT_ONCE = 100;
    private static final String REQUEST = ".request";
    private static final String ANSWER = ".answer";

    private final Path folder;
    private final Duration timeout;

    /** @param state the state's folder */
    public SilenceRequests(Path state) {
        this(state, TIMEOUT);
    }

    /** Creates an instance that waits up to a timeout for an answer. */
    SilenceRequests(Path state, Duration timeout) {
        this.folder = state.resolve("silences");
        this.timeout = timeout;
    }

    /**
     * Adds a silence and returns its id.
     *
     * @throws IOException if the watch does not answer within 10 seconds
     */
    public long add(Silence silence) throws IOException, InterruptedException {
        ObjectNode request = json(silence);
        return ask(request.put("do", "add")).get("id").asLong();
    }

    /** Ends a silence. Returns false if no silence with this id exists or it has already ended. */
    public boolean end(long id) throws IOException, InterruptedException {
        return ask(MAPPER.createObjectNode().put("do", "end").put("id", id))
                .get("ended")
                .asBoolean();
    }

    /** Returns the silences as {@link SilenceRepository#list()}. */
    public List<Silence> list() throws IOException, InterruptedException {
        List<Silence> silences = new ArrayList<>();
        ask(MAPPER.createObjectNode().put("do", "list")).get("silences").forEach(json -> silences.add(silence(json)));
        return silences;
    }

    private JsonNode ask(ObjectNode request) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String name = UUID.randomUUID().toString();
        Path answer = folder.resolve(name + ANSWER);
        try (WatchService changes = folder.getFileSystem().newWatchService()) {
            // Registered before the request is written, so that the answer is not missed.
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            write(folder.resolve(name + REQUEST), request);
            if (!appears(answer, changes)) {
                Files.deleteIfExists(folder.resolve(name + REQUEST));
                throw new IOException("No answer from the watch that uses the state in " + folder.getParent()
                        + " within " + timeout.toSeconds() + " seconds; check that it is running");
            }
        }
        JsonNode content = MAPPER.readTree(answer.toFile());
        Files.delete(answer);
        return content;
    }

    /** Waits for a file. Also polls, because not every file system reports all changes. */
    private boolean appears(Path file, WatchService changes) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!Files.exists(file)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            WatchKey key = changes.poll(Math.min(left, POLL_INTERVAL.toNanos()), TimeUnit.NANOSECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        }
        return true;
    }

    private static void write(Path file, JsonNode json) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, json.toString());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Answers all requests. The watch calls this every second. */
    public void serve(SilenceRepository silences) {
        List<Path> requests;
        try (Stream<Path> files = Files.list(folder)) {
            requests = files.filter(file -> file.toString().endsWith(REQUEST))
                    .limit(REQUESTS_AT_ONCE)
                    .toList();
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "Cannot read the requests for silences in {0}: {1}", folder, e.getMessage());
            return;
        }
        for (Path request : requests) {
            try {
                JsonNode answer = answer(MAPPER.readTree(request.toFile()), silences);
                String name = request.getFileName().toString();
                write(request.resolveSibling(name.substring(0, name.length() - REQUEST.length()) + ANSWER), answer);
                Files.deleteIfExists(request);
            } catch (StoreException e) {
                LOG.log(Level.DEBUG, "Cannot access the silences; trying again", e);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "Invalid request {0}: {1}; deleting it", request, e.getMessage());
                delete(request);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Cannot delete {0}: {1}", file, e.getMessage());
        }
    }

    private static JsonNode answer(JsonNode request, SilenceRepository silences) throws StoreException {
        ObjectNode answer = MAPPER.createObjectNode();
        return switch (request.path("do").asText()) {
            case "add" -> answer.put("id", silences.add(silence(request)));
            case "end" -> answer.put("ended", silences.end(request.path("id").asLong()));
            case "list" -> {
                ArrayNode list = answer.putArray("silences");
                silences.list().forEach(silence -> list.add(json(silence)));
                yield answer;
            }
            default -> throw new IllegalArgumentException("expected add, end, or list");
        };
    }

    private static ObjectNode json(Silence silence) {
        return MAPPER.createObjectNode()
                .put("id", silence.id())
                .put("matchers", SilenceRepository.write(silence.matchers()))
                .put("starts", silence.starts().toEpochMilli())
                .put("ends", silence.ends().toEpochMilli())
                .put("reason", silence.reason())
                .put("author", silence.author());
    }

    private static Silence silence(JsonNode json) {
        return new Silence(
                json.path("id").asLong(),
                SilenceRepository.read(json.path("matchers").asText()),
                Instant.ofEpochMilli(json.path("starts").asLong()),
                Instant.ofEpochMilli(json.path("ends").asLong()),
                json.path("reason").asText(),
                json.path("author").asText());
    }
}
