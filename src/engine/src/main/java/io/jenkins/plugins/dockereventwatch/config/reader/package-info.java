/** Reads config.yml and policy.yml, with line and column of every problem. */
package io.jenkins.plugins.dockereventwatch.config.reader;
