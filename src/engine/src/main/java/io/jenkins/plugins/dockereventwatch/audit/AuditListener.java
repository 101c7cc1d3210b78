package io.jenkins.plugins.dockereventwatch.audit;

import com.fasterxml.jackson.databind.JsonNode;

/** Receives the containers with findings during an audit. */
public interface AuditListener {

    /**
     * Called once per container that has findings.
     *
     * @param container the container, as returned by {@code GET /containers/{id}/json}
     */
    void onContainer(JsonNode container);
}
