/**
 * The settings under Manage Jenkins → System or in Configuration as Code, and their compilation to the configuration of
 * the watch.
 */
package io.jenkins.plugins.dockereventwatch.settings;
