package io.jenkins.plugins.dockereventwatch.audit;

import java.io.Serializable;

/**
 * A violation of one rule by a running container.
 *
 * @param id the ID of the container
 * @param container the name of the container
 * @param image the image reference with which it was created
 * @param rule the violated rule
 * @param detail details such as the mount; empty if there are none
 */
public record Finding(String id, String container, String image, AuditRule rule, String detail)
        implements Serializable {

    /** Returns the finding as a sentence without a final period. */
    public String sentence() {
        return "container " + container + " (" + image + ") " + rule.text() + (detail.isEmpty() ? "" : ": " + detail);
    }
}
