package io.jenkins.plugins.dockereventwatch.runner.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.run.RegistryCredentials;
import io.jenkins.plugins.dockereventwatch.runner.command.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The registry credentials that {@code docker login} stored in {@code config.json} or in a credential store.
 *
 * @param file the configuration file of the docker command
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/">docker login</a>
 */
record DockerLogin(Path file) {

    private static final String HUB = "https://index.docker.io/v1/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The file that the docker command uses. */
    static DockerLogin of(Map<String, String> environment) {
        String folder = environment.getOrDefault("DOCKER_CONFIG", "");
        return new DockerLogin(
                (folder.isEmpty() ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(folder))
                        .resolve("config.json"));
    }

    /**
     * The credentials for the registry of an image; empty: there are none.
     *
     * @throws UserException if the file or the credential store cannot be read
     */
    Optional<RegistryCredentials> credentials(String image) throws UserException, InterruptedException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        String registry = registry(image);
        try {
            JsonNode config = MAPPER.readTree(file.toFile());
            String store = config.path("credHelpers")
                    .path(registry)
                    .asText(config.path("credsStore").asText(""));
            String auth = config.path("auths").path(registry).path("auth").asText("");
            return store.isEmpty() ? decode(registry, auth) : fromStore(registry, store);
        } catch (IOException | IllegalArgumentException e) {
            // The message of the cause could quote a secret of the file.
            throw new UserException(
                    "Cannot read the registry credentials in " + file + ": expected the format of 'docker login'");
        }
    }

    private static String registry(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
        return named && !first.equals("docker.io") ? first : HUB;
    }

    private static Optional<RegistryCredentials> decode(String registry, String auth) {
        String decoded = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        int colon = decoded.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(
                        new RegistryCredentials(decoded.substring(0, colon), decoded.substring(colon + 1), registry));
    }

    private static Optional<RegistryCredentials> fromStore(String registry, String store)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder("docker-credential-" + store, "get")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(registry.getBytes(StandardCharsets.UTF_8));
        }
        JsonNode response = MAPPER.readTree(process.getInputStream());
        return process.waitFor() == 0
                ? Optional.of(new RegistryCredentials(
                        response.path("Username").asText(),
                        response.path("Secret").asText(),
                        registry))
                : Optional.empty();
    }
}
