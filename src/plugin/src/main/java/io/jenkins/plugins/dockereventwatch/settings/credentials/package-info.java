/** Resolves credentials and mail settings of Jenkins for the settings that refer to them. */
package io.jenkins.plugins.dockereventwatch.settings.credentials;
