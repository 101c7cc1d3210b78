package io.jenkins.plugins.dockereventwatch.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.sarif.SarifLog;

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
    /** For tools that gather findings: SARIF. */
    SARIF {
        @Override
        public String write(AuditReport report, String version) {
            SarifLog log = new SarifLog("docker-event-watch audit");
            log.version(version);
            for (AuditRule rule : AuditRule.values()) {
                ObjectNode described = log.rule(rule.id(), "A container " + rule.text() + ".");
                described.putObject("defaultConfiguration").put("level", level(rule));
                described.putObject("properties").put("cis-docker-benchmark", rule.benchmark());
            }
            report.findings().forEach(finding -> addResult(log, report.host(), finding));
            return log.text();
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static String level(AuditRule rule) {
        return SarifLog.level(rule.isGrave());
    }

    private static void addResult(SarifLog log, String host, Finding finding) {
        ObjectNode result = log.result(finding.rule().id(), finding.rule().isGrave(), finding.sentence());
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
