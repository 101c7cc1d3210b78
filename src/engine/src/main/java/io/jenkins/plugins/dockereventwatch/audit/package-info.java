/** Reports running containers without limits, or with access to their host. */
package io.jenkins.plugins.dockereventwatch.audit;
