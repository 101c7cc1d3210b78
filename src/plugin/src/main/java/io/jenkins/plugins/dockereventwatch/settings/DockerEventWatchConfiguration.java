package io.jenkins.plugins.dockereventwatch.settings;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** All settings of the watch: Manage Jenkins → System, {@code unclassified: dockerEventWatch:}. */
@Extension
@Symbol("dockerEventWatch")
public final class DockerEventWatchConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    private List<DockerHostSetting> hosts = new ArrayList<>();

    /** The one there is. */
    public static DockerEventWatchConfiguration get() {
        return ExtensionList.lookupSingleton(DockerEventWatchConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.DockerEventWatchConfiguration_DisplayName();
    }

    /** The Docker hosts to follow, in the order entered. */
    public List<DockerHostSetting> getHosts() {
        return List.copyOf(hosts);
    }

    /** Replaces the Docker hosts. */
    @DataBoundSetter
    public void setHosts(List<DockerHostSetting> hosts) {
        this.hosts = new ArrayList<>(hosts);
        save();
    }

    /** Takes the form: all of it or nothing, written once. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        try (BulkChange change = new BulkChange(this)) {
            // A list that was emptied is not sent.
            hosts = new ArrayList<>();
            request.bindJSON(this, form);
            change.commit();
        } catch (IOException e) {
            throw new FormException(Messages.DockerEventWatchConfiguration_NotSaved(e.getMessage()), e, null);
        }
        return true;
    }
}
