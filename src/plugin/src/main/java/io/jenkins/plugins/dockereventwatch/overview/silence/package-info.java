/** The page on which silences are listed, added and ended. */
package io.jenkins.plugins.dockereventwatch.overview.silence;
