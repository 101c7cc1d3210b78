/**
 * Limited runs in Jenkins: the limits that an administrator sets, the step that runs a container within them on an agent
 * and takes it up again after any interruption, and what a build's page shows of it.
 */
package io.jenkins.plugins.dockereventwatch.step.run;
