package org.jenkinsci.plugins.displayurlapi;

import hudson.model.Run;

public abstract class DisplayURLProvider {
    protected DisplayURLProvider() {}

    public static native DisplayURLProvider get();

    public abstract String getRunURL(Run<?, ?> run);
}
