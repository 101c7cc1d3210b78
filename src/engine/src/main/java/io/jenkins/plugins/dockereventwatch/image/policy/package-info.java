/** The image policy: which images are allowed, and why. */
package io.jenkins.plugins.dockereventwatch.image.policy;
