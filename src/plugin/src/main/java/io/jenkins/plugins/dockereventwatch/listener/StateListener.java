package io.jenkins.plugins.dockereventwatch.listener;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.util.Map;

/** Notified when the watch's state is opened and closed. */
public interface StateListener extends ExtensionPoint {

    /**
     * Called once by the settings thread when the state is open; it can be used until {@link #closing}. Not called if
     * the state cannot be used.
     */
    void opened(Store store);

    /** Returns the unexpected errors of the listener's threads that have not recovered yet, by thread. */
    Map<String, String> errors();

    /** Called before the state is closed. May wait a short time for work in progress. */
    void closing();
}
