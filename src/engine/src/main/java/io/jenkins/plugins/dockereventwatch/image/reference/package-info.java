/** Image references as Docker normalizes them. */
package io.jenkins.plugins.dockereventwatch.image.reference;
