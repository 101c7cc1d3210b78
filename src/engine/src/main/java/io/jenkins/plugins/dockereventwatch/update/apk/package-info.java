/** Reads the output of apk. */
package io.jenkins.plugins.dockereventwatch.update.apk;
