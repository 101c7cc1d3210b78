package io.jenkins.plugins.dockereventwatch.audit;

import java.io.Serializable;

/**
 * One thing that a running container is reported for.
 *
 * @param id the container's id
 * @param container its name
 * @param image what it was made of, as written
 * @param rule what is wrong
 * @param detail such as what is mounted; perhaps empty
 */
public record Finding(String id, String container, String image, AuditRule rule, String detail)
        implements Serializable {

    /** A sentence. */
    public String sentence() {
        return "container " + container + " (" + image + ") " + rule.text() + (detail.isEmpty() ? "" : ": " + detail);
    }
}
