package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.io.IOException;
import java.util.List;

/** The Docker hosts whose images builds may check. */
public interface ImageHosts extends ExtensionPoint {

    /** Returns the names of the hosts. */
    List<String> names();

    /**
     * Returns the images of a host. Blocks until the host has responded.
     *
     * @param name one of {@link #names}
     * @throws IOException if the host cannot be queried; the message states the reason
     */
    List<NamedImage> images(String name, HostImageSelection wanted) throws IOException, InterruptedException;
}
