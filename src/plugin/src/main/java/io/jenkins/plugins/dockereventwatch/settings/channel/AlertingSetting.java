package io.jenkins.plugins.dockereventwatch.settings.channel;

import io.jenkins.plugins.dockereventwatch.form.FormText;
import java.util.Set;
import org.kohsuke.stapler.DataBoundSetter;

/** A setting whose alerts are sent by channels. */
public abstract class AlertingSetting {

    private String recipients = "";
    private String channels = "";

    /** Returns the addresses that receive the alerts through every mail channel, in addition to the channel's own. */
    public final String getRecipients() {
        return recipients;
    }

    @DataBoundSetter
    public final void setRecipients(String recipients) {
        this.recipients = FormText.trimmed(recipients);
    }

    /** Returns the names of the channels, separated by commas; empty for all channels. */
    public final String getChannels() {
        return channels;
    }

    @DataBoundSetter
    public final void setChannels(String channels) {
        this.channels = String.join(", ", FormText.names(channels));
    }

    public final Set<String> channelNames() {
        return FormText.names(channels);
    }

    /** Returns whether the people responsible for the build receive the alerts too, if a build is known. */
    public boolean isResponsiblePeople() {
        return false;
    }

    /** Returns the template of the mails; empty for the built-in template. */
    public String getTemplate() {
        return "";
    }
}
