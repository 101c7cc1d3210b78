/** Findings as a log of static analysis, which tools of many kinds read. Knows what the log is made of, not what was found. */
package io.jenkins.plugins.dockereventwatch.sarif;
