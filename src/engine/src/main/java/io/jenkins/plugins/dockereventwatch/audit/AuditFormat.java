package io.jenkins.plugins.dockereventwatch.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.sarif.SarifLog;
import io.jenkins.plugins.dockereventwatch.text.AsciiJson;
import java.util.Map;

/** The formats of an audit report. */
public enum AuditFormat {
    /** One line per finding. */
    TEXT {
        @Override
        public String write(AuditReport report, String version) {
            StringBuilder text = new StringBuilder();
            report.findings()
                    .forEach(finding -> text.append(finding.rule().isError() ? "ERROR   " : "WARNING ")
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
    /** One JSON object. */
    JSON {
        @Override
        public String write(AuditReport report, String version) {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("host", report.host())
                    .put("containers", report.containers());
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
            return AsciiJson.of(json);
        }
    },
    /** SARIF 2.1.0, for code scanning. */
    SARIF {
        @Override
        public String write(AuditReport report, String version) {
            SarifLog log = new SarifLog("docker-event-watch audit");
            log.version(version);
            for (AuditRule rule : AuditRule.values()) {
                log.rule(
                        rule.id(),
                        "A container " + rule.text() + ".",
                        rule.isError(),
                        Map.of("cis-docker-benchmark", rule.benchmark()));
            }
            for (Finding finding : report.findings()) {
                String name = report.host() + "/" + finding.container();
                // Some tools require a file for each result.
                log.result(finding.rule().id(), finding.rule().isError(), finding.sentence())
                        .file("containers/" + finding.container())
                        .logicalLocation(name, finding.container(), "container")
                        .fingerprint("container/v1", name + "/" + finding.rule().id());
            }
            return log.text();
        }
    };

    private static String level(AuditRule rule) {
        return SarifLog.level(rule.isError());
    }

    /**
     * Returns a report as text.
     *
     * @param version the version of the program
     */
    public abstract String write(AuditReport report, String version);
}
