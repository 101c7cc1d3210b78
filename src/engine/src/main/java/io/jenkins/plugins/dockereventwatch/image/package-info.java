/**
 * Images and where they are referred to. The subpackages find the images of files and hosts, and apply the image policy.
 * Records are serializable and use only types of the JDK, because Jenkins sends them between controller and agents.
 */
package io.jenkins.plugins.dockereventwatch.image;
