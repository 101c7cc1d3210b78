package io.jenkins.plugins.dockereventwatch.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How an audit is written down. */
public enum AuditFormat {
    /** A sentence a finding, for people. */
    TEXT {
        @Override
        public String write(AuditReport report, String version) {
            StringBuilder text = new StringBuilder();
            report.findings()
                    .forEach(finding -> text.append(finding.rule().isGrave() ? "ERROR   " : "WARNING ")
                            .append(finding.sentence())
                            .append('\n'));
            long bad = report.findings().stream().map(Finding::id).distinct().count();
            return text.append(report.host())
                    .append(": ")
                    .append(report.containers())
                    .append(" running containers, ")
                    .append(bad)
                    .append(" with findings\n")
                    .toString();
        }
    },
    /** One object. */
    JSON {
        @Override
        public String write(AuditReport report, String version) {
            ObjectNode json =
                    MAPPER.createObjectNode().put("host", report.host()).put("containers", report.containers());
            ArrayNode findings = json.putArray("findings");
            report.findings()
                    .forEach(finding -> findings.addObject()
                            .put("container", finding.container())
                            .put("id", finding.id())
                            .put("image", finding.image())
                            .put("rule", finding.rule().id())
                            .put("level", level(finding.rule()))
                            .put("benchmark", finding.rule().benchmark())
                            .put("message", finding.sentence()));
            return json.toPrettyString() + "\n";
        }
    },
    /**
     * For tools that gather findings.
     *
     * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
     */
    SARIF {
        @Override
        public String write(AuditReport report, String version) {
            ObjectNode json = MAPPER.createObjectNode();
            json.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
            ObjectNode run = json.putArray("runs").addObject();
            ObjectNode driver = run.putObject("tool").putObject("driver");
            driver.put("name", "docker-event-watch audit").put("semanticVersion", version);
            ArrayNode rules = driver.putArray("rules");
            for (AuditRule rule : AuditRule.values()) {
                ObjectNode described = rules.addObject().put("id", rule.id());
                described.putObject("shortDescription").put("text", "A container " + rule.text() + ".");
                described.putObject("defaultConfiguration").put("level", level(rule));
                described.putObject("properties").put("cis-docker-benchmark", rule.benchmark());
            }
            ArrayNode results = run.putArray("results");
            report.findings().forEach(finding -> addResult(results, report.host(), finding));
            return json.toPrettyString() + "\n";
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static String level(AuditRule rule) {
        return rule.isGrave() ? "error" : "warning";
    }

    private static void addResult(ArrayNode results, String host, Finding finding) {
        ObjectNode result = results.addObject()
                .put("ruleId", finding.rule().id())
                .put("ruleIndex", finding.rule().ordinal())
                .put("level", level(finding.rule()));
        result.putObject("message").put("text", finding.sentence());
        ObjectNode location = result.putArray("locations").addObject();
        // Tools that show findings by file want a file; a container's name is as good.
        location.putObject("physicalLocation")
                .putObject("artifactLocation")
                .put("uri", "containers/" + finding.container());
        location.putArray("logicalLocations")
                .addObject()
                .put("name", finding.container())
                .put("fullyQualifiedName", host + "/" + finding.container())
                .put("kind", "container");
        result.putObject("partialFingerprints")
                .put(
                        "container/v1",
                        host + "/" + finding.container() + "/" + finding.rule().id());
    }

    /**
     * Writes a report down.
     *
     * @param version of this program
     */
    public abstract String write(AuditReport report, String version);
}
