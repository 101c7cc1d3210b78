/** Imports a config.yml of docker-events-notifier into the settings. */
package io.jenkins.plugins.dockereventwatch.settings.importer;
