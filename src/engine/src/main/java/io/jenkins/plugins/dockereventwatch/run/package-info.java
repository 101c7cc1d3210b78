/**
 * Runs containers with enforced limits: {@link io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy} defines what
 * may be requested, {@link io.jenkins.plugins.dockereventwatch.run.limit.RunSpec} is a permitted run. A run can be
 * continued after a lost connection or a restart.
 */
package io.jenkins.plugins.dockereventwatch.run;
