/** Writes the result of checking images as text, JSON, SARIF or JUnit XML. */
package io.jenkins.plugins.dockereventwatch.image.report;
