package io.jenkins.plugins.dockereventwatch.sarif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A log of one run of one tool. All of it is ASCII, so that it does no harm in a terminal either.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifLog {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    private final ObjectNode log = MAPPER.createObjectNode();
    private final ObjectNode driver;
    private final ArrayNode rules;
    private final ArrayNode results;
    private final List<String> ids = new ArrayList<>();

    /** A log without rules and results. */
    public SarifLog(String tool) {
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        driver = run.putObject("tool").putObject("driver").put("name", tool);
        rules = driver.putArray("rules");
        run.put("columnKind", "utf16CodeUnits");
        results = run.putArray("results");
    }

    /** Names the tool's version. */
    public void version(String version) {
        driver.put("semanticVersion", version);
    }

    /** Adds a rule that results may be of; what is returned takes more of it. */
    public ObjectNode rule(String id, String description) {
        ids.add(id);
        ObjectNode rule = rules.addObject().put("id", id);
        rule.putObject("shortDescription").put("text", description);
        return rule;
    }

    /**
     * Adds a result.
     *
     * @param rule the id of a rule that was added
     * @param grave whether it is an error, else a warning
     * @return takes its one location, and more of it
     */
    public ObjectNode result(String rule, boolean grave, String message) {
        ObjectNode result = results.addObject()
                .put("ruleId", rule)
                .put("ruleIndex", ids.indexOf(rule))
                .put("level", level(grave));
        result.putObject("message").put("text", message);
        return result;
    }

    /** What the log calls a finding. */
    public static String level(boolean grave) {
        return grave ? "error" : "warning";
    }

    /** The whole log, with a line's end. */
    public String text() {
        try {
            return WRITER.writeValueAsString(log) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing JSON that was made here", e);
        }
    }
}
