package io.jenkins.plugins.dockereventwatch.audit;

import java.io.Serializable;
import java.util.List;

/**
 * What an audit found.
 *
 * @param host the Docker host's own name
 * @param containers how many ran
 * @param findings by container, the graver ones first
 */
public record AuditReport(String host, int containers, List<Finding> findings) implements Serializable {

    /** Copies the list. */
    public AuditReport {
        findings = List.copyOf(findings);
    }
}
