/**
 * Images that Dockerfiles name, read as BuildKit reads them and as hostile input. Needs nothing but the JDK, so that it
 * can run on a Jenkins agent.
 */
package io.jenkins.plugins.dockereventwatch.image.dockerfile;
