package io.jenkins.plugins.dockereventwatch.settings;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A Docker host to follow. */
public final class DockerHostSetting implements Describable<DockerHostSetting> {

    private final String name;
    private final String uri;
    private boolean enabled = true;

    /**
     * A host that is on.
     *
     * @param name what alerts call it
     * @param uri {@code unix:///path}, {@code tcp://host:port} or {@code ssh://user@host}
     */
    @DataBoundConstructor
    public DockerHostSetting(String name, String uri) {
        this.name = name;
        this.uri = uri;
    }

    /** What alerts call it. */
    public String getName() {
        return name;
    }

    /** Where its engine is. */
    public String getUri() {
        return uri;
    }

    /** Whether it is followed. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Sets whether it is followed. */
    @DataBoundSetter
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** How it is entered. */
    @Extension
    @Symbol("dockerHost")
    public static final class DescriptorImpl extends Descriptor<DockerHostSetting> {

        @Override
        public String getDisplayName() {
            return Messages.DockerHostSetting_DisplayName();
        }
    }
}
