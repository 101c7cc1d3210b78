/**
 * What alerts have to do with builds: finding the build that a container says it belongs to, the people responsible for
 * it, hiding its secrets, and the entry "Docker alerts" on its page.
 */
package io.jenkins.plugins.dockereventwatch.build;
