/** Images that compose files name, read as Docker Compose reads them and as hostile input. */
package io.jenkins.plugins.dockereventwatch.image.compose;
