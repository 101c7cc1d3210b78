/** The versions of dpkg, rpm and apk, and their order. */
package io.jenkins.plugins.dockereventwatch.update.version;
