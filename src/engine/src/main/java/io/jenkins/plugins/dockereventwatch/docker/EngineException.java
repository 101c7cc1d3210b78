package io.jenkins.plugins.dockereventwatch.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A Docker Engine answered, and the answer was an error. */
public final class EngineException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Its HTTP status: 400 or 409 what was asked is wrong or not possible now, 404 no such thing, 500 its own trouble. */
    private final int status;

    /** What the engine itself said: one line, without control characters. */
    private final String said;

    private EngineException(String path, int status, String said) {
        super("the engine answered " + path + " with " + status + ": " + said);
        this.status = status;
        this.said = said;
    }

    /**
     * Of an answer.
     *
     * @param path what was asked
     * @param body of the answer, or its beginning; engines say {@code {"message":"…"}}, what stands between may say
     *     anything
     */
    static EngineException of(String path, int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            text = MAPPER.readTree(text).path("message").asText(text);
        } catch (JsonProcessingException e) {
            text = text.strip();
        }
        return new EngineException(
                path.replaceAll("\\?.*", ""),
                status,
                text.replaceAll("\\p{Cntrl}+", " ").strip());
    }

    /** Its HTTP status: 400 or 409 what was asked is wrong or not possible now, 404 no such thing, 500 its own trouble. */
    public int status() {
        return status;
    }

    /** What the engine itself said: one line, without control characters. */
    public String said() {
        return said;
    }
}
