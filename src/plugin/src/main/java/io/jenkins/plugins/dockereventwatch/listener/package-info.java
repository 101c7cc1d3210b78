/** The watch within Jenkins: begins when Jenkins is up, works by the settings, ends before Jenkins does. */
package io.jenkins.plugins.dockereventwatch.listener;
