/** A real Docker Engine for tests: the one at hand, or a private one started for them. */
package io.jenkins.plugins.dockereventwatch.docker;
