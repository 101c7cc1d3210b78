/** The stand-alone program: its entry point and its log. */
package io.jenkins.plugins.dockereventwatch.runner;
