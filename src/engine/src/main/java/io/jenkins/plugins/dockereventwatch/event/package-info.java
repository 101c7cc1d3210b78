/** Events of a Docker Engine, their filters, and their sources: event streams and recordings. */
package io.jenkins.plugins.dockereventwatch.event;
