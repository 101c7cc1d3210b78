/**
 * Runs the watch within Jenkins: starts it when Jenkins is up, applies the settings, and stops it before Jenkins stops.
 */
package io.jenkins.plugins.dockereventwatch.listener;
