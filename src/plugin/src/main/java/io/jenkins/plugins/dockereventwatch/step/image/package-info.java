/** The Pipeline step {@code checkImageSource}, and the results of checks on the build's page. */
package io.jenkins.plugins.dockereventwatch.step.image;
