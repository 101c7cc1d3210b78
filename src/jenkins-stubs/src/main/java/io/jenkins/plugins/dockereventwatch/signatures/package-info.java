/** What the build needs beside the signatures themselves: the indexes by which Jenkins finds annotated classes. */
package io.jenkins.plugins.dockereventwatch.signatures;
