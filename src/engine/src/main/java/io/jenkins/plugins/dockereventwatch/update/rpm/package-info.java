/** Reads the output of dnf, rpm and zypper. */
package io.jenkins.plugins.dockereventwatch.update.rpm;
