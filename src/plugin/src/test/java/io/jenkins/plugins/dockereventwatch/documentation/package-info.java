/** The examples of the documentation, held against the plugin. */
package io.jenkins.plugins.dockereventwatch.documentation;
