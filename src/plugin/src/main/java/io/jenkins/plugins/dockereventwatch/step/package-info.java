/** What all of our Pipeline steps share. */
package io.jenkins.plugins.dockereventwatch.step;
