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
import java.util.stream.StreamSupport;

/**
 * Finds the images of a Docker host with their metadata. For a container, the metadata is that of its image, and the
 * reference is the one with which it was created, which can meanwhile refer to another image.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image">Docker Engine API: images</a>
 */
public final class HostImages {

    private static final int NOT_FOUND = 404;

    private final DockerConnection connection;
    private final Map<String, Optional<ImageFacts>> facts = new HashMap<>();

    /** Creates a reader; it does not close the connection. */
    public HostImages(DockerConnection connection) {
        this.connection = connection;
    }

    /** Returns the images of running containers. */
    public List<NamedImage> running() throws IOException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        for (JsonNode listed : connection.containers()) {
            if (listed.path("State").asText().equals("running")) {
                JsonNode container = connection.container(listed.path("Id").asText());
                // The container can have been removed in the meantime.
                if (container.isObject()) {
                    String name = container.path("Name").asText().replaceFirst("^/", "");
                    images.add(NamedImage.of(
                            container.path("Config").path("Image").asText(),
                            ImageLocation.of("container " + name),
                            of(container.path("Image").asText())));
                }
            }
        }
        return images;
    }

    /** Returns all images of the host, once for each reference; an image without a reference by its ID. */
    public List<NamedImage> local() throws IOException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        for (JsonNode image : connection.get("/images/json")) {
            String id = image.path("Id").asText();
            List<String> names = names(image, "RepoTags");
            if (names.isEmpty()) {
                names = names(image, "RepoDigests");
            }
            for (String name : names.isEmpty() ? List.of(id) : names) {
                images.add(NamedImage.of(name, ImageLocation.of("local image"), of(id)));
            }
        }
        return images;
    }

    /**
     * Returns the metadata of an image, or null if the host does not have it.
     *
     * @param name a reference or image ID
     */
    public ImageFacts of(String name) throws IOException, InterruptedException {
        Optional<ImageFacts> known = facts.get(name);
        if (known == null) {
            known = query(name);
            facts.put(name, known);
        }
        return known.orElse(null);
    }

    private Optional<ImageFacts> query(String name) throws IOException, InterruptedException {
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

    /** Returns whether a text can be part of a URL path without encoding. */
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
        return new ImageFacts(labels, time(image.path("Created").asText()), names(image, "RepoDigests"));
    }

    private static List<String> names(JsonNode image, String key) {
        return StreamSupport.stream(image.path(key).spliterator(), false)
                .map(JsonNode::asText)
                .filter(name -> !name.startsWith("<none>"))
                .toList();
    }

    /** Returns null if the text is not a time. */
    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
