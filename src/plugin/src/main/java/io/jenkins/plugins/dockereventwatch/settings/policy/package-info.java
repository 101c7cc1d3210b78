/** The image policy and the limits for containers that builds start. */
package io.jenkins.plugins.dockereventwatch.settings.policy;
