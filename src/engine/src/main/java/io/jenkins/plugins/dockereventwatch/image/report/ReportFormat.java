package io.jenkins.plugins.dockereventwatch.image.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.sarif.SarifLog;
import io.jenkins.plugins.dockereventwatch.text.AsciiJson;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The formats of check results. */
public enum ReportFormat {
    /** Text that is safe to show in a terminal: each image with its verdict and reason, then a summary. */
    TEXT {
        @Override
        public String write(CheckResult result) {
            StringBuilder text = new StringBuilder();
            result.images().forEach(image -> add(text, image));
            result.warnings()
                    .forEach(warning -> text.append("warning: ")
                            .append(SafeText.escape(warning))
                            .append('\n'));
            return text.append(result.summary()).append('\n').toString();
        }

        private void add(StringBuilder text, CheckedImage image) {
            Verdict verdict = image.verdict();
            String reference = SafeText.escape(verdict.text());
            text.append(
                    String.format(Locale.ROOT, "%-12s  %s%n", verdict.outcome().word(), reference));
            line(text, "location", image.image().location().toString());
            line(text, "reference", verdict.reference());
            line(text, "reason", verdict.decision().reason());
            line(text, "rule", rule(verdict));
            line(text, "remedy", verdict.decision().remedy());
            line(text, "nearest", verdict.nearest());
            verdict.notes().forEach(note -> line(text, "note", note));
            text.append('\n');
        }

        private void line(StringBuilder text, String label, String value) {
            if (!value.isEmpty()) {
                text.append(String.format(Locale.ROOT, "    %-10s%s%n", label, SafeText.escape(value)));
            }
        }
    },
    /** One JSON object with all details, in ASCII. */
    JSON {
        @Override
        public String write(CheckResult result) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            for (Outcome outcome : Outcome.values()) {
                root.put(outcome.word(), result.count(outcome));
            }
            ArrayNode warnings = root.putArray("warnings");
            result.warnings().forEach(warnings::add);
            ArrayNode images = root.putArray("images");
            result.images().forEach(image -> add(images.addObject(), image));
            return AsciiJson.of(root);
        }

        private void add(ObjectNode json, CheckedImage image) {
            Verdict verdict = image.verdict();
            json.put("image", verdict.text())
                    .put("verdict", verdict.outcome().word())
                    .put("reference", orNull(verdict.reference()))
                    .put("reason", verdict.decision().reason())
                    .put("rule", verdict.decision().rule())
                    .put("place", verdict.decision().place())
                    .put("remedy", orNull(verdict.decision().remedy()))
                    .put("nearest", orNull(verdict.nearest()))
                    .put("malformed", verdict.malformed());
            ArrayNode notes = json.putArray("notes");
            verdict.notes().forEach(notes::add);
            ImageLocation location = image.image().location();
            ObjectNode by = json.putObject("named_by").put("what", location.what());
            if (!location.file().isEmpty()) {
                by.put("file", location.file()).put("line", location.line()).put("column", location.column());
            }
        }

        private String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    },
    /** SARIF 2.1.0, for code scanning: a denied image is an error, an undetermined image a warning. */
    SARIF {
        private static final String DENIED = "image-denied";
        private static final String UNDETERMINED = "image-undetermined";

        @Override
        public String write(CheckResult result) {
            SarifLog log = new SarifLog("Docker Event Watch");
            log.rule(DENIED, "The image policy denies the image.");
            log.rule(UNDETERMINED, "The image policy cannot decide whether the image is allowed.");
            result.images().stream()
                    .filter(image -> image.verdict().outcome() != Outcome.ALLOWED)
                    .forEach(image -> add(log, image));
            return log.text();
        }

        private void add(SarifLog log, CheckedImage image) {
            boolean denied = image.verdict().outcome() == Outcome.DENIED;
            SarifLog.Result result = log.result(denied ? DENIED : UNDETERMINED, denied, message(image.verdict()));
            ImageLocation location = image.image().location();
            if (location.file().isEmpty()) {
                result.logicalLocation(SafeText.escape(location.what()));
            } else {
                result.file(location.file(), location.line(), location.column());
            }
        }
    },
    /** JUnit XML, for build servers: a test case per image; a denied image is a failure, an undetermined one an error. */
    JUNIT {
        private static final String SUITE = "image sources";

        @Override
        public String write(CheckResult result) {
            try {
                StringWriter out = new StringWriter();
                XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
                xml.writeStartDocument("UTF-8", "1.0");
                xml.writeStartElement("testsuites");
                xml.writeStartElement("testsuite");
                xml.writeAttribute("name", SUITE);
                xml.writeAttribute("tests", Integer.toString(result.images().size()));
                xml.writeAttribute("failures", Long.toString(result.count(Outcome.DENIED)));
                xml.writeAttribute("errors", Long.toString(result.count(Outcome.UNDETERMINED)));
                xml.writeAttribute("skipped", "0");
                for (CheckedImage image : result.images()) {
                    write(image, xml);
                }
                xml.writeEndElement();
                xml.writeEndElement();
                xml.writeEndDocument();
                xml.flush();
                return out + "\n";
            } catch (XMLStreamException e) {
                throw new IllegalStateException("Cannot write XML", e);
            }
        }

        private void write(CheckedImage image, XMLStreamWriter xml) throws XMLStreamException {
            Verdict verdict = image.verdict();
            ImageLocation location = image.image().location();
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", SafeText.escape(location.file().isEmpty() ? SUITE : location.file()));
            xml.writeAttribute("name", SafeText.escape(verdict.text() + " (" + location + ")"));
            if (verdict.outcome() != Outcome.ALLOWED) {
                xml.writeStartElement(verdict.outcome() == Outcome.DENIED ? "failure" : "error");
                xml.writeAttribute("type", verdict.outcome().word());
                xml.writeAttribute("message", SafeText.escape(verdict.decision().reason()));
                xml.writeCharacters(message(verdict));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
    };

    /** Returns a result as text that ends with a line break. */
    public abstract String write(CheckResult result);

    private static String rule(Verdict verdict) {
        return verdict.decision().rule() + " (" + verdict.decision().place() + ")";
    }

    private static String message(Verdict verdict) {
        String remedy = verdict.decision().remedy();
        return SafeText.escape(
                "'" + verdict.text() + "' is " + verdict.outcome().word() + ": "
                        + verdict.decision().reason() + ". Rule: " + rule(verdict) + "."
                        + (remedy.isEmpty() ? "" : " Remedy: " + remedy + ".")
                        + (verdict.nearest().isEmpty() ? "" : " Nearest allowed: " + verdict.nearest() + "."));
    }
}
