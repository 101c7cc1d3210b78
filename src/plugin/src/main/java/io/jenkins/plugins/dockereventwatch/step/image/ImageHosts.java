package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.io.IOException;
import java.util.List;

/** The Docker hosts whose images builds may check. */
public interface ImageHosts extends ExtensionPoint {

    /** Their names. */
    List<String> names();

    /**
     * Asks a host for images; waits for its answers.
     *
     * @param name one of {@link #names}
     * @throws IOException if it cannot be asked; says why
     */
    List<NamedImage> images(String name, HostImageSelection wanted) throws IOException, InterruptedException;
}
