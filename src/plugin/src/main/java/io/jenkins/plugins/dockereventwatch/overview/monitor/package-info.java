/** Administrative monitors: warnings on the Manage Jenkins page. */
package io.jenkins.plugins.dockereventwatch.overview.monitor;
