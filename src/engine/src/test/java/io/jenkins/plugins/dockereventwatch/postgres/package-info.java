/** A real PostgreSQL server for tests: what needs one, and how it is found and started. */
package io.jenkins.plugins.dockereventwatch.postgres;
