/**
 * Which updates a Linux host waits for and what to do about each: the package managers' output is read (never is a host
 * changed), and the policy turns every pending update into a piece of advice. What comes after the collection of the
 * output is pure functions on text.
 */
package io.jenkins.plugins.dockereventwatch.update;
