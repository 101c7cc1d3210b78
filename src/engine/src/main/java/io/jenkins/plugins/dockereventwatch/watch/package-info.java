/** Follows Docker hosts: connects, resumes after gaps, finds missed deaths and creates alerts from events. */
package io.jenkins.plugins.dockereventwatch.watch;
