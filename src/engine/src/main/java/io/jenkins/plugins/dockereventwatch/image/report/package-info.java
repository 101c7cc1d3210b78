/** What a check of images found, written for people and for other tools: text, JSON, SARIF, JUnit. */
package io.jenkins.plugins.dockereventwatch.image.report;
