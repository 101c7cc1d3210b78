package io.jenkins.plugins.dockereventwatch.image.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.image.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.Outcome;
import io.jenkins.plugins.dockereventwatch.image.PrintableText;
import io.jenkins.plugins.dockereventwatch.image.Verdict;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A log of static analysis: a denied image is an error, one that cannot be told a warning.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifReport implements Report {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String DENIED = "image-denied";
    private static final String UNDETERMINED = "image-undetermined";

    @Override
    public void write(CheckResult result, Writer out) throws IOException {
        ObjectNode log =
                JsonReport.MAPPER.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Docker Event Watch");
        ArrayNode rules = driver.putArray("rules");
        rule(rules, DENIED, "The image policy denies the image.");
        rule(rules, UNDETERMINED, "It cannot be told whether the image policy allows the image.");
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        result.images().stream()
                .filter(image -> image.verdict().outcome() != Outcome.ALLOWED)
                .forEach(image -> add(results, image));
        out.write(JsonReport.WRITER.writeValueAsString(log) + "\n");
        out.flush();
    }

    private static void rule(ArrayNode rules, String id, String description) {
        rules.addObject().put("id", id).putObject("shortDescription").put("text", description);
    }

    private static void add(ArrayNode results, CheckedImage image) {
        Verdict verdict = image.verdict();
        boolean denied = verdict.outcome() == Outcome.DENIED;
        ObjectNode result = results.addObject()
                .put("ruleId", denied ? DENIED : UNDETERMINED)
                .put("ruleIndex", denied ? 0 : 1)
                .put("level", denied ? "error" : "warning");
        result.putObject("message").put("text", PrintableText.of(message(verdict)));
        ImageLocation location = image.image().location();
        ObjectNode place = result.putArray("locations").addObject();
        if (location.file().isEmpty()) {
            place.putArray("logicalLocations").addObject().put("fullyQualifiedName", PrintableText.of(location.what()));
            return;
        }
        ObjectNode physical = place.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(location.file()));
        physical.putObject("region")
                .put("startLine", Math.max(1, location.line()))
                .put("startColumn", Math.max(1, location.column()));
    }

    static String message(Verdict verdict) {
        return "'" + verdict.text() + "' is " + verdict.outcome().word() + ": " + verdict.reason() + ". "
                + "Rule: " + verdict.rule() + " (" + verdict.place() + ")."
                + (verdict.remedy().isEmpty() ? "" : " To pass: " + verdict.remedy() + ".")
                + (verdict.nearest().isEmpty() ? "" : " Nearest allowed: " + verdict.nearest() + ".");
    }

    /** Only what RFC 3986 leaves unreserved stays as it is. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder(new File(file).isAbsolute() ? "file://" : "");
        for (byte b : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }
}
