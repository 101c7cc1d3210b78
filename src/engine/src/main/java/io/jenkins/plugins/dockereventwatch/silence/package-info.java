/** Silences: alerts that match one are recorded but not sent. */
package io.jenkins.plugins.dockereventwatch.silence;
