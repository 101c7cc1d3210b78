package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import io.jenkins.plugins.dockereventwatch.config.ActiveHoursText;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;

/** A notification channel. */
public abstract class ChannelSetting implements Describable<ChannelSetting>, ExtensionPoint {

    public final String name;

    private int rateLimit = RateLimit.DEFAULT.perMinute();
    private int rateBurst = RateLimit.DEFAULT.burst();
    private String activeHours = "";
    private String activeZone = "";
    private String otherwise = "";

    protected ChannelSetting(String name) {
        this.name = FormText.trimmed(name);
    }

    /** Returns how many messages per minute are sent in the long run; 0: unlimited. */
    public final int getRateLimit() {
        return rateLimit;
    }

    /** Sets how many messages per minute are sent in the long run; 0: unlimited. */
    @DataBoundSetter
    public final void setRateLimit(int rateLimit) {
        this.rateLimit = rateLimit;
    }

    /** Returns how many messages may be sent at once. */
    public final int getRateBurst() {
        return rateBurst;
    }

    @DataBoundSetter
    public final void setRateBurst(int rateBurst) {
        this.rateBurst = rateBurst;
    }

    protected final RateLimit rateLimit() {
        return new RateLimit(rateLimit, rateBurst);
    }

    /** Returns when alerts are sent, as {@code mon-fri 08:00-18:00, sat 09:00-12:00}; empty for always. */
    public final String getActiveHours() {
        return activeHours;
    }

    @DataBoundSetter
    public final void setActiveHours(String activeHours) {
        this.activeHours = FormText.trimmed(activeHours);
    }

    /** Returns the time zone of the active hours; empty for that of Jenkins. */
    public final String getActiveZone() {
        return activeZone;
    }

    @DataBoundSetter
    public final void setActiveZone(String activeZone) {
        this.activeZone = FormText.trimmed(activeZone);
    }

    /** Returns the name of the channel that sends the alerts outside of the active hours; empty for none: they wait. */
    public final String getOtherwise() {
        return otherwise;
    }

    @DataBoundSetter
    public final void setOtherwise(String otherwise) {
        this.otherwise = FormText.trimmed(otherwise);
    }

    /**
     * Returns the active hours; empty for always.
     *
     * @param other the notifier of the channel that sends the alerts at other times
     * @throws IllegalArgumentException if they are invalid
     */
    public final Optional<ActiveHours> toActiveHours(Optional<String> other) {
        return activeHours.isEmpty()
                ? Optional.empty()
                : Optional.of(new ActiveHours(ActiveHoursText.parse(activeHours), FormText.zone(activeZone), other));
    }

    public boolean isMail() {
        return true;
    }

    /** Returns the addresses that receive all alerts of this channel; empty if it does not send to addresses. */
    public abstract List<String> ownRecipients();

    /** Returns the template for rules without a template; empty for the built-in template. */
    public String ownTemplate() {
        return "";
    }

    /**
     * Creates the notifier of the engine.
     *
     * @param notifierName the name of the notifier, unique within the channel
     * @param recipients the addresses, if the channel sends to addresses
     * @param template the template text; empty for the built-in template
     * @param credentials resolves credentials and the mail settings of Jenkins
     */
    public abstract Notifier toNotifier(
            String notifierName, List<String> recipients, Optional<Template> template, CredentialResolver credentials);
}
