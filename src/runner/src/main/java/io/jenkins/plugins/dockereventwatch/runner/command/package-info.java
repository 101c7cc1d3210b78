/** The commands of the stand-alone program and their shared options. */
package io.jenkins.plugins.dockereventwatch.runner.command;
