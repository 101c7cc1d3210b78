/** YAML nodes with positions, placeholders, and the problems of a file. */
package io.jenkins.plugins.dockereventwatch.config.yaml;
