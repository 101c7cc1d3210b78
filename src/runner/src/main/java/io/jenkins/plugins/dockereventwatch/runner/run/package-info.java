/** The {@code run} command: a container with limits in the terminal. */
package io.jenkins.plugins.dockereventwatch.runner.run;
