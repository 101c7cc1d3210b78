/**
 * Reads config.yml, as docker-events-notifier has it and beyond, into the engine's objects, with line and column on
 * every complaint.
 */
package io.jenkins.plugins.dockereventwatch.config;
