package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The credentials for pulling an image from a registry.
 *
 * @param user the user name
 * @param password the password or token
 * @param registry the registry's address as for {@code docker login}; empty: Docker Hub
 */
public record RegistryCredentials(String user, String password, String registry) implements Serializable {

    /**
     * Returns the value of the {@code X-Registry-Auth} header.
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

    /** Returns a description without the password. */
    @Override
    public String toString() {
        return "RegistryCredentials[" + user + " at " + (registry.isEmpty() ? "Docker Hub" : registry) + "]";
    }
}
