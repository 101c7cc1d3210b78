/** Shell-like variables in Dockerfiles and compose files. */
package io.jenkins.plugins.dockereventwatch.image.expansion;
