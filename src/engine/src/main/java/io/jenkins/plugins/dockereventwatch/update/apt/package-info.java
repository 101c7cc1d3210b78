/** Reads the output of apt. */
package io.jenkins.plugins.dockereventwatch.update.apt;
