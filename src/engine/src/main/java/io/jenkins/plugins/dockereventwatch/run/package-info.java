/**
 * Containers that run with limits or not at all: what may be asked for ({@link
 * io.jenkins.plugins.dockereventwatch.run.LimitPolicy}), what it comes to ({@link
 * io.jenkins.plugins.dockereventwatch.run.RunSpec}), and the run itself, in steps that can be taken up again after a lost
 * connection or a restart.
 */
package io.jenkins.plugins.dockereventwatch.run;
