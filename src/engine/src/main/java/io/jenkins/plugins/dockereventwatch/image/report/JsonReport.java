package io.jenkins.plugins.dockereventwatch.image.report;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import java.io.IOException;
import java.io.Writer;

/** One JSON object in ASCII, which is safe to show in a terminal. */
final class JsonReport implements Report {

    static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    @Override
    public void write(CheckResult result, Writer out) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        for (Outcome outcome : Outcome.values()) {
            root.put(outcome.word(), result.count(outcome));
        }
        ArrayNode warnings = root.putArray("warnings");
        result.warnings().forEach(warnings::add);
        ArrayNode images = root.putArray("images");
        result.images().forEach(image -> images.add(json(image)));
        out.write(WRITER.writeValueAsString(root) + "\n");
        out.flush();
    }

    private static ObjectNode json(CheckedImage image) {
        Verdict verdict = image.verdict();
        ObjectNode json = MAPPER.createObjectNode()
                .put("image", verdict.text())
                .put("verdict", verdict.outcome().word())
                .put("reference", verdict.reference().isEmpty() ? null : verdict.reference())
                .put("reason", verdict.decision().reason())
                .put("rule", verdict.decision().rule())
                .put("place", verdict.decision().place())
                .put(
                        "remedy",
                        verdict.decision().remedy().isEmpty()
                                ? null
                                : verdict.decision().remedy())
                .put("nearest", verdict.nearest().isEmpty() ? null : verdict.nearest())
                .put("malformed", verdict.malformed());
        ArrayNode notes = json.putArray("notes");
        verdict.notes().forEach(notes::add);
        ImageLocation location = image.image().location();
        ObjectNode by = json.putObject("named_by").put("what", location.what());
        if (!location.file().isEmpty()) {
            by.put("file", location.file()).put("line", location.line()).put("column", location.column());
        }
        return json;
    }
}
