/**
 * The stand-alone program: a thin command line around the engine. One class a command; what they share of output and
 * logging stands beside them.
 */
package io.jenkins.plugins.dockereventwatch.runner;
