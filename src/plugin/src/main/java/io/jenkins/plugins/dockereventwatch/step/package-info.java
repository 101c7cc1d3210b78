/** The common base of the plugin's Pipeline steps. */
package io.jenkins.plugins.dockereventwatch.step;
