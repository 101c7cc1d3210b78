/**
 * What a Docker Engine reports: one {@link io.jenkins.plugins.dockereventwatch.event.DockerEvent} an occurrence, the
 * filters that the engine applies to them, and the sources they come from (a recording, a Docker Engine).
 */
package io.jenkins.plugins.dockereventwatch.event;
