package io.jenkins.plugins.dockereventwatch.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An error response of a Docker Engine. */
public final class EngineException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int status;
    private final String said;

    private EngineException(String path, int status, String said) {
        super("the engine answered " + path + " with " + status + ": " + said);
        this.status = status;
        this.said = said;
    }

    /**
     * Creates an exception from a response.
     *
     * @param path the requested path
     * @param body the body or its beginning: {@code {"message":"…"}} from an engine, any text from a proxy
     */
    static EngineException of(String path, int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            text = MAPPER.readTree(text).path("message").asText(text);
        } catch (JsonProcessingException e) {
            text = text.strip();
        }
        return new EngineException(
                path.replaceAll("\\?.*", ""), status, SafeText.oneLine(text).strip());
    }

    /** The HTTP status: 400 invalid request, 404 not found, 409 conflict, 500 engine error. */
    public int status() {
        return status;
    }

    /**
     * Returns whether the request is not allowed: by a proxy that passes only some requests, or by an authorization plugin.
     */
    public boolean isForbidden() {
        return isForbidden(status);
    }

    static boolean isForbidden(int status) {
        return status == 403 || status == 405;
    }

    /** The engine's message in one line, without control characters. */
    public String said() {
        return said;
    }
}
