package io.jenkins.plugins.dockereventwatch.image.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a Docker host, with what is known of them. A container's is the one that it was made from, by the name
 * that it was made by; that name may since have gone to another image.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image">Docker Engine API: images</a>
 */
public final class HostImages {

    private static final int NOT_FOUND = 404;

    private final DockerConnection connection;
    private final Map<String, Optional<ImageFacts>> facts = new HashMap<>();

    /** Asks an engine; does not close the connection. */
    public HostImages(DockerConnection connection) {
        this.connection = connection;
    }

    /** The images of the containers that run. */
    public List<NamedImage> running() throws IOException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        for (JsonNode listed : connection.containers()) {
            if (listed.path("State").asText().equals("running")) {
                JsonNode container = connection.container(listed.path("Id").asText());
                // One that is gone meanwhile runs no more.
                if (container.isObject()) {
                    String name = container.path("Name").asText().replaceFirst("^/", "");
                    images.add(new NamedImage(
                            container.path("Config").path("Image").asText(),
                            ImageLocation.of("container " + name),
                            "",
                            "",
                            of(container.path("Image").asText())));
                }
            }
        }
        return images;
    }

    /** All images that the host has, once for each of their names; one without a name by its id. */
    public List<NamedImage> local() throws IOException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        for (JsonNode image : connection.get("/images/json")) {
            String id = image.path("Id").asText();
            List<String> names = new ArrayList<>();
            image.path("RepoTags").forEach(tag -> names.add(tag.asText()));
            names.removeIf(name -> name.startsWith("<none>"));
            if (names.isEmpty()) {
                image.path("RepoDigests").forEach(digest -> names.add(digest.asText()));
                names.removeIf(name -> name.startsWith("<none>"));
            }
            for (String name : names.isEmpty() ? List.of(id) : names) {
                images.add(new NamedImage(name, ImageLocation.of("local image"), "", "", of(id)));
            }
        }
        return images;
    }

    /**
     * What is known of an image that the host has.
     *
     * @param name a reference or id
     * @return empty where the host does not have it
     */
    public Optional<ImageFacts> facts(String name) throws IOException, InterruptedException {
        return Optional.ofNullable(of(name));
    }

    private ImageFacts of(String name) throws IOException, InterruptedException {
        Optional<ImageFacts> known = facts.get(name);
        if (known == null) {
            known = ask(name);
            facts.put(name, known);
        }
        return known.orElse(null);
    }

    private Optional<ImageFacts> ask(String name) throws IOException, InterruptedException {
        if (!isName(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(connection.get("/images/" + name + "/json")));
        } catch (EngineException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether it can stand in a path as it is. */
    private static boolean isName(String text) {
        try {
            return ImageReference.isImageId(text) || ImageReference.parse(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ImageFacts read(JsonNode image) {
        Map<String, String> labels = new LinkedHashMap<>();
        image.path("Config")
                .path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        List<String> digests = new ArrayList<>();
        image.path("RepoDigests").forEach(digest -> digests.add(digest.asText()));
        return new ImageFacts(labels, time(image.path("Created").asText()), digests);
    }

    /** Null where it is no time. */
    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
