package io.jenkins.plugins.dockereventwatch.audit;

import java.io.Serializable;
import java.util.List;

/**
 * The result of an audit.
 *
 * @param host the name of the Docker host
 * @param containers the number of running containers
 * @param findings the findings by container, errors first
 */
public record AuditReport(String host, int containers, List<Finding> findings) implements Serializable {

    public AuditReport {
        findings = List.copyOf(findings);
    }
}
