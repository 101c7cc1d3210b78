/** Looks at the containers that run on a Docker host, and reports those that nothing limits or that rule the host. */
package io.jenkins.plugins.dockereventwatch.audit;
