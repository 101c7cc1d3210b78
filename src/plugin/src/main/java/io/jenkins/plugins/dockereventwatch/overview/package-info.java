/**
 * The page "Docker Event Watch" under Manage Jenkins, and what warns administrators there: how the hosts stand, what
 * alerted lately, how much happened over the last day.
 */
package io.jenkins.plugins.dockereventwatch.overview;
