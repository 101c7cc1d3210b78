package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.model.AutoCompletionCandidates;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import java.util.Set;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Base class of the descriptors of settings whose alerts are sent by channels. */
public abstract class AlertingDescriptor<T extends Describable<T>> extends Descriptor<T> {

    @POST
    public final FormValidation doCheckRecipients(@QueryParameter String value) {
        return FormChecks.recipients(value);
    }

    @POST
    public final FormValidation doCheckChannels(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        Set<String> known = SavedChannels.names();
        return FormText.names(value).stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> FormValidation.warning(SavedChannels.unknown(name, known)))
                .orElse(FormValidation.ok());
    }

    /** Returns the channels whose names start with the text. */
    public final AutoCompletionCandidates doAutoCompleteChannels(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        AutoCompletionCandidates candidates = new AutoCompletionCandidates();
        SavedChannels.names().stream()
                .filter(name -> name.startsWith(FormText.trimmed(value)))
                .forEach(candidates::add);
        return candidates;
    }

    protected static FormValidation checkDuration(String value) {
        return FormChecks.text(value, DurationText::parse);
    }
}
