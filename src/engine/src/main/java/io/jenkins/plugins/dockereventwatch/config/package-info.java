/** The configuration model of a watch, and the text forms of its values. */
package io.jenkins.plugins.dockereventwatch.config;
