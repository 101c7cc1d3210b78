/** The Pipeline steps that run limited containers on agents, and their runs on the build's page. */
package io.jenkins.plugins.dockereventwatch.step.run;
