package io.jenkins.plugins.dockereventwatch.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.text.AsciiJson;
import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds a SARIF log with one run of one tool. The log is ASCII, which is safe to show in a terminal.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifLog {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final ObjectNode log = JsonNodeFactory.instance.objectNode();
    private final ObjectNode driver;
    private final ArrayNode rules;
    private final ArrayNode results;
    private final List<String> ids = new ArrayList<>();

    public SarifLog(String tool) {
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        driver = run.putObject("tool").putObject("driver").put("name", tool);
        rules = driver.putArray("rules");
        run.put("columnKind", "utf16CodeUnits");
        results = run.putArray("results");
    }

    /** Sets the version of the tool. */
    public void version(String version) {
        driver.put("semanticVersion", version);
    }

    /** Adds a rule. */
    public void rule(String id, String description) {
        addRule(id, description);
    }

    /** Adds a rule with a default level and properties. */
    public void rule(String id, String description, boolean error, Map<String, String> properties) {
        ObjectNode rule = addRule(id, description);
        rule.putObject("defaultConfiguration").put("level", level(error));
        ObjectNode values = rule.putObject("properties");
        properties.forEach(values::put);
    }

    private ObjectNode addRule(String id, String description) {
        ids.add(id);
        ObjectNode rule = rules.addObject().put("id", id);
        rule.putObject("shortDescription").put("text", description);
        return rule;
    }

    /**
     * Adds a result.
     *
     * @param rule the ID of a rule that was added before
     * @param error whether the level is error instead of warning
     */
    public Result result(String rule, boolean error, String message) {
        ObjectNode result = results.addObject()
                .put("ruleId", rule)
                .put("ruleIndex", ids.indexOf(rule))
                .put("level", level(error));
        result.putObject("message").put("text", message);
        return new Result(result);
    }

    /** Returns the name of a level. */
    public static String level(boolean error) {
        return error ? "error" : "warning";
    }

    /** Returns the log as JSON with a final line break. */
    public String text() {
        return AsciiJson.of(log);
    }

    /** A result with at most one location. */
    public static final class Result {

        private final ObjectNode result;

        private Result(ObjectNode result) {
            this.result = result;
        }

        public Result file(String path) {
            location().withObject("/physicalLocation/artifactLocation").put("uri", uri(path));
            return this;
        }

        /** Sets the file and the position in it; line and column start at 1. */
        public Result file(String path, int line, int column) {
            file(path);
            location()
                    .withObject("/physicalLocation/region")
                    .put("startLine", Math.max(1, line))
                    .put("startColumn", Math.max(1, column));
            return this;
        }

        public Result logicalLocation(String fullyQualifiedName) {
            location().putArray("logicalLocations").addObject().put("fullyQualifiedName", fullyQualifiedName);
            return this;
        }

        /** Sets the logical location with its name and kind. */
        public Result logicalLocation(String fullyQualifiedName, String name, String kind) {
            location()
                    .putArray("logicalLocations")
                    .addObject()
                    .put("name", name)
                    .put("fullyQualifiedName", fullyQualifiedName)
                    .put("kind", kind);
            return this;
        }

        /** Sets a value that identifies the result across runs. */
        public Result fingerprint(String name, String value) {
            result.putObject("partialFingerprints").put(name, value);
            return this;
        }

        private ObjectNode location() {
            ArrayNode locations = result.withArrayProperty("locations");
            return locations.isEmpty() ? locations.addObject() : (ObjectNode) locations.get(0);
        }

        /** Encodes everything but the unreserved characters of RFC 3986 and slashes. */
        private static String uri(String file) {
            String encoded = URLEncoder.encode(file.replace('\\', '/'), StandardCharsets.UTF_8);
            return (new File(file).isAbsolute() ? "file://" : "")
                    + encoded.replace("+", "%20")
                            .replace("*", "%2A")
                            .replace("%7E", "~")
                            .replace("%2F", "/");
        }
    }
}
