/** What is needed where commands run elsewhere: on agents, and in containers on them. */
package io.jenkins.plugins.dockereventwatch.process;
