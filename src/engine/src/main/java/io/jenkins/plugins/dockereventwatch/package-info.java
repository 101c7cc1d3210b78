/**
 * The engine of Docker Event Watch: each package below holds one subject, and the order in which they may know each
 * other is held by {@code ArchitectureTest}. Nothing here knows Jenkins or a command line.
 */
package io.jenkins.plugins.dockereventwatch;
