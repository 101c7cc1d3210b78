/** The policy by which failed operations are retried. */
package io.jenkins.plugins.dockereventwatch.retry;
