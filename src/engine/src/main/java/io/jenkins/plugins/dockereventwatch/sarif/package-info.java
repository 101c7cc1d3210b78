/** SARIF, the log format of static analysis tools. */
package io.jenkins.plugins.dockereventwatch.sarif;
