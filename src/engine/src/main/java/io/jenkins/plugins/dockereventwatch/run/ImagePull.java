package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pulls an image. */
final class ImagePull {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DockerConnection connection;
    private final Optional<RegistryCredentials> credentials;

    ImagePull(DockerConnection connection, Optional<RegistryCredentials> credentials) {
        this.connection = connection;
        this.credentials = credentials;
    }

    /**
     * Pulls an image and waits until it is complete.
     *
     * @param progress receives progress messages of one line
     * @throws RunException if the image cannot be pulled; the message contains the engine's error
     */
    void pull(String image, Consumer<String> progress) throws RunException, IOException, InterruptedException {
        progress.accept("pulling " + image);
        // Without a tag, the engine pulls every tag of the repository.
        boolean tagged = image.contains("@") || image.indexOf(':', image.lastIndexOf('/') + 1) >= 0;
        String path = "/images/create?fromImage=" + URLEncoder.encode(image, StandardCharsets.UTF_8)
                + (tagged ? "" : "&tag=latest");
        Map<String, String> headers = credentials
                .map(shown -> Map.of("X-Registry-Auth", shown.header()))
                .orElse(Map.of());
        try (DockerStream stream = connection.stream("POST", path, headers);
                MappingIterator<JsonNode> lines =
                        MAPPER.readerFor(JsonNode.class).readValues(stream.body())) {
            while (lines.hasNextValue()) {
                JsonNode line = lines.nextValue();
                if (line.hasNonNull("error")) {
                    throw failed(image, line.path("error").asText());
                }
            }
        } catch (EngineException e) {
            throw failed(image, e.said());
        }
    }

    private static RunException failed(String image, String said) {
        return new RunException(
                "the image " + Refusal.quoted(image) + " cannot be pulled: " + SafeText.abbreviate(said, 500));
    }
}
