package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a registry is shown to pull an image.
 *
 * @param user name
 * @param password or token
 * @param registry its address, as {@code docker login} has it; empty: Docker Hub
 */
public record RegistryCredentials(String user, String password, String registry) implements Serializable {

    /**
     * The header that carries them to the engine.
     *
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#section/Authentication">Authentication</a>
     */
    String header() {
        String json = new ObjectMapper()
                .createObjectNode()
                .put("username", user)
                .put("password", password)
                .put("serveraddress", registry)
                .toString();
        return Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RegistryCredentials[" + user + " at " + (registry.isEmpty() ? "Docker Hub" : registry) + "]";
    }
}
