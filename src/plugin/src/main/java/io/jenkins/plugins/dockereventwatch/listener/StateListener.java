package io.jenkins.plugins.dockereventwatch.listener;

import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.store.Store;

/** What works on the watch's state too. */
public interface StateListener extends ExtensionPoint {

    /** The state is open, from now to {@link #closing}; called by the thread for settings, once, not at all where it cannot be used. */
    void opened(Store store);

    /** The state is about to be closed; may wait a moment for what is under way. */
    void closing();
}
