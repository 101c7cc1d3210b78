/** Rules that select events and the notifiers to alert. */
package io.jenkins.plugins.dockereventwatch.rule;
