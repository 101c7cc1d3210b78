package io.jenkins.plugins.dockereventwatch.silence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.io.IOException;
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
 * The way to the silences of an embedded state while a watch has it open: requests are files in the state's folder,
 * which only its owner can write, and the watch answers each with another.
 */
public final class SilenceRequests {

    private static final Logger LOG = System.getLogger(SilenceRequests.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int MOST = 100;
    private static final String REQUEST = ".request";
    private static final String ANSWER = ".answer";

    private final Path folder;
    private final Duration patience;

    /** The spool of a state's folder. */
    public SilenceRequests(Path state) {
        this(state, PATIENCE);
    }

    /** Creates an instance that waits up to {@code patience} for an answer. */
    SilenceRequests(Path state, Duration patience) {
        this.folder = state.resolve("silences");
        this.patience = patience;
    }

    /** Has the watch add a silence; returns its number. */
    public long add(Silence silence) throws IOException, InterruptedException {
        ObjectNode request = json(silence);
        return ask(request.put("do", "add")).get("id").asLong();
    }

    /** Has the watch end a silence; false if there is none of that number that is not over. */
    public boolean end(long id) throws IOException, InterruptedException {
        return ask(MAPPER.createObjectNode().put("do", "end").put("id", id))
                .get("ended")
                .asBoolean();
    }

    /** The watch's silences. */
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
            // From here on no change of the folder goes unnoticed.
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            write(folder.resolve(name + REQUEST), request);
            if (!appears(answer, changes)) {
                Files.deleteIfExists(folder.resolve(name + REQUEST));
                throw new IOException("the watch that uses the state in " + folder.getParent() + " does not answer");
            }
        }
        JsonNode said = MAPPER.readTree(answer.toFile());
        Files.delete(answer);
        return said;
    }

    /** Waits for a file; looks for it now and then too, since not all file systems tell of all changes. */
    private boolean appears(Path file, WatchService changes) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!Files.exists(file)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            WatchKey key = changes.poll(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
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

    /** Answers what was asked; for the watch, every second. */
    public void serve(SilenceRepository book) {
        List<Path> requests;
        try (Stream<Path> files = Files.list(folder)) {
            requests = files.filter(file -> file.toString().endsWith(REQUEST))
                    .limit(MOST)
                    .toList();
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be read: {1}", folder, e.getMessage());
            return;
        }
        for (Path request : requests) {
            try {
                JsonNode answer = answer(MAPPER.readTree(request.toFile()), book);
                String name = request.getFileName().toString();
                write(request.resolveSibling(name.substring(0, name.length() - REQUEST.length()) + ANSWER), answer);
                Files.deleteIfExists(request);
            } catch (StoreException e) {
                LOG.log(Level.DEBUG, "a silence waits for the state", e);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "{0} is no request: {1}", request, e.getMessage());
                delete(request);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be removed: {1}", file, e.getMessage());
        }
    }

    private static JsonNode answer(JsonNode request, SilenceRepository book) throws StoreException {
        ObjectNode answer = MAPPER.createObjectNode();
        return switch (request.path("do").asText()) {
            case "add" -> answer.put("id", book.add(silence(request)));
            case "end" -> answer.put("ended", book.end(request.path("id").asLong()));
            case "list" -> {
                ArrayNode silences = answer.putArray("silences");
                book.list().forEach(silence -> silences.add(json(silence)));
                yield answer;
            }
            default -> throw new IllegalArgumentException("nothing known to do");
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
