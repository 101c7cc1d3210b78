/** Finds the images in Jenkinsfiles without executing them. */
package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;
