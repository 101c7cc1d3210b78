package io.jenkins.plugins.dockereventwatch.listener;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.store.Store;

/** Notified when the watch's state is opened and closed. */
public interface StateListener extends ExtensionPoint {

    /**
     * Called once by the settings thread when the state is open; it can be used until {@link #closing}. Not called if
     * the state cannot be used.
     */
    void opened(Store store);

    /** Called before the state is closed. May wait a short time for work in progress. */
    void closing();
}
