package io.jenkins.plugins.dockereventwatch.image.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.DockerException;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * A real engine is asked what it makes of the vectors: it shows a tag that it was given in its own short form, and says of
 * a good reference with a digest that it makes no tag of it.
 */
@WithDocker
class EngineReferenceTest {

    private static final String REFUSED = "refused";

    @Test
    void engineParsesReferencesEqually(@WithDocker.Private DockerEngine engine) throws Exception {
        List<String> differences = new ArrayList<>();
        try (DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofSeconds(30))) {
            for (ReferenceVector vector : ReferenceVector.all()) {
                if (isAskable(vector)) {
                    String expected = expected(vector);
                    String said = ask(engine, connection, vector.input());
                    if (!said.equals(expected)) {
                        differences.add(vector + " → " + said + ", not " + expected);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /**
     * Not where engines of different age differ (capital letters and addresses of IPv6 in front, and whether the registry
     * counts as length), nor what engines refuse as a tag alone (the name of an algorithm).
     */
    private static boolean isAskable(ReferenceVector vector) {
        String front = vector.input().substring(0, Math.max(0, vector.input().indexOf('/')));
        return !vector.input().isEmpty()
                && front.equals(front.toLowerCase(Locale.ROOT))
                && vector.input().indexOf('[') < 0
                && !vector.input().startsWith("sha256:")
                && vector.input().length() < 200;
    }

    private static String expected(ReferenceVector vector) {
        ImageReference reference = vector.expected();
        if (reference == null) {
            return REFUSED;
        }
        if (!reference.digest().isEmpty()) {
            return "digest";
        }
        String hub = ImageReference.DOCKER_HUB + "/";
        String library = hub + "library/";
        String shown = reference.isInLibrary()
                ? reference.repository().substring(library.length())
                : reference.repository().replaceFirst("^" + hub, "");
        return shown + ":" + reference.effectiveTag();
    }

    private static String ask(DockerEngine engine, DockerConnection connection, String text) throws Exception {
        try {
            engine.client().tagImageCmd(DockerEngine.IMAGE, text, "").exec();
        } catch (DockerException e) {
            return e.getMessage().contains("digest reference") ? "digest" : REFUSED;
        }
        List<String> tags = new ArrayList<>();
        for (JsonNode image : connection.get("/images/json")) {
            image.path("RepoTags").forEach(tag -> tags.add(tag.asText()));
        }
        tags.remove(DockerEngine.IMAGE);
        for (String tag : tags) {
            // In full: the short form of docker.io/docker.io/x is docker.io/x, which means another image.
            String front = tag.substring(0, tag.indexOf('/') + 1);
            engine.client()
                    .removeImageCmd(
                            front.equals("docker.io/") || front.equals("index.docker.io/") ? "docker.io/" + tag : tag)
                    .exec();
        }
        return String.join(" ", tags);
    }
}
