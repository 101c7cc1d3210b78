/** The output of commands that run on agents and in containers. */
package io.jenkins.plugins.dockereventwatch.process;
