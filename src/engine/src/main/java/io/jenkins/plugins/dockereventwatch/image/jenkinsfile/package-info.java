/** Images that a Jenkinsfile's text names, as a best effort: a Jenkinsfile is a program, and is read here, not run. */
package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;
