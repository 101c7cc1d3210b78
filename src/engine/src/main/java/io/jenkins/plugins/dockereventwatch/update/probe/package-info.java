/** Collects the state of a host by a script, and reads it. */
package io.jenkins.plugins.dockereventwatch.update.probe;
