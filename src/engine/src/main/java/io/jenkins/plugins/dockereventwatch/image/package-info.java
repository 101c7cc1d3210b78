/**
 * Where images come from: an {@link io.jenkins.plugins.dockereventwatch.image.ImageReference} as Docker normalises it, an
 * {@link io.jenkins.plugins.dockereventwatch.image.ImagePolicy} that says which of them may be used, and the
 * {@link io.jenkins.plugins.dockereventwatch.image.Verdict} with its explanation. Its sub-packages find the images that
 * files and hosts name. Records here are serializable and hold the JDK's types alone, so that they can travel between a
 * Jenkins controller and its agents.
 */
package io.jenkins.plugins.dockereventwatch.image;
