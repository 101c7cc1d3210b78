package io.jenkins.plugins.dockereventwatch.settings.rule;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.HttpResponses;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelDescriptor;
import io.jenkins.plugins.dockereventwatch.settings.channel.SavedChannels;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which events alert whom. */
public final class RuleSetting implements Describable<RuleSetting> {

    private static final String DEFAULT_HOLD = "30s";

    private final String title;
    private List<ConditionSetting> conditions = new ArrayList<>();
    private String recipients = "";
    private boolean responsiblePeople;
    private String channels = "";
    private String template = "";
    private boolean enabled = true;

    /** Null in files from before there was one. */
    private RestartCondition restart = RestartCondition.IGNORED;

    private String restartedWithin = DEFAULT_HOLD;

    /** Null: as all others. */
    private NotificationPolicySetting handling;

    /**
     * A rule that is on and meets every event.
     *
     * @param title names it in alerts
     */
    @DataBoundConstructor
    public RuleSetting(String title) {
        this.title = FormText.trimmed(title);
    }

    /** Names it in alerts. */
    public String getTitle() {
        return title;
    }

    /** What an event must meet, all of it. */
    public List<ConditionSetting> getConditions() {
        return List.copyOf(conditions);
    }

    /** Sets what an event must meet. */
    @DataBoundSetter
    public void setConditions(List<ConditionSetting> conditions) {
        this.conditions = conditions == null ? new ArrayList<>() : new ArrayList<>(conditions);
    }

    /** Addresses that get its alerts by every mail channel, beside the channel's own. */
    public String getRecipients() {
        return recipients;
    }

    /** Sets the addresses that get its alerts. */
    @DataBoundSetter
    public void setRecipients(String recipients) {
        this.recipients = FormText.trimmed(recipients);
    }

    /** Whether its alerts go to the people responsible for the build too, where one is known. */
    public boolean isResponsiblePeople() {
        return responsiblePeople;
    }

    /** Sets whether its alerts go to the people responsible for the build too. */
    @DataBoundSetter
    public void setResponsiblePeople(boolean responsiblePeople) {
        this.responsiblePeople = responsiblePeople;
    }

    /** Names of channels, with commas between them; empty: all there are. */
    public String getChannels() {
        return channels;
    }

    /** Sets the channels. */
    @DataBoundSetter
    public void setChannels(String channels) {
        this.channels = String.join(", ", FormText.names(channels));
    }

    /** The text of its mails; empty: the built-in one. */
    public String getTemplate() {
        return template;
    }

    /** Sets the text of its mails. */
    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = FormText.trimmed(template).isEmpty() ? "" : FormText.withLineFeeds(template);
    }

    /** Whether it counts. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Sets whether it counts. */
    @DataBoundSetter
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Whether its alerts of deaths wait to see if the container comes back. */
    public RestartCondition getRestart() {
        return restart == null ? RestartCondition.IGNORED : restart;
    }

    /** Sets whether its alerts of deaths wait to see if the container comes back. */
    @DataBoundSetter
    public void setRestart(RestartCondition restart) {
        this.restart = restart;
    }

    /** How long they wait, {@code 30s}. */
    public String getRestartedWithin() {
        return restartedWithin == null ? DEFAULT_HOLD : restartedWithin;
    }

    /** Sets how long they wait. */
    @DataBoundSetter
    public void setRestartedWithin(String restartedWithin) {
        this.restartedWithin = FormText.trimmed(restartedWithin);
    }

    /** As the engine has it. */
    public void setHold(RestartGracePeriod hold) {
        restart = hold.wanted() ? RestartCondition.COMES_BACK : RestartCondition.STAYS_AWAY;
        restartedWithin = DurationText.of(hold.within());
    }

    /** How its alerts go out; null: as those of all rules. */
    public NotificationPolicySetting getHandling() {
        return handling;
    }

    /** Sets how its alerts go out. */
    @DataBoundSetter
    public void setHandling(NotificationPolicySetting handling) {
        this.handling = handling;
    }

    /** For the engine. */
    public NotificationPolicy toHandling(NotificationPolicySetting others) {
        Optional<RestartGracePeriod> hold = getRestart() == RestartCondition.IGNORED
                ? Optional.empty()
                : Optional.of(new RestartGracePeriod(
                        NotificationPolicySetting.duration(getRestartedWithin()),
                        restart == RestartCondition.COMES_BACK));
        return (handling == null ? others : handling).toHandling(hold);
    }

    /** The names of its channels. */
    public Set<String> channelNames() {
        return FormText.names(channels);
    }

    /** For the engine, to alert these notifiers. */
    public Rule toRule(List<String> notifiers) {
        if (title.isEmpty()) {
            throw new IllegalArgumentException(Messages.RuleSetting_NoTitle());
        }
        List<Condition> when = new ArrayList<>();
        List<Condition> unless = new ArrayList<>();
        for (ConditionSetting condition : conditions) {
            (condition.getOperator().isUnless() ? unless : when).add(condition.toCondition());
        }
        return new Rule(title, when, unless, notifiers);
    }

    /** How it is entered. */
    @Extension
    @Symbol("dockerEventRule")
    public static final class DescriptorImpl extends Descriptor<RuleSetting> {

        @Override
        public String getDisplayName() {
            return Messages.RuleSetting_DisplayName();
        }

        /** Checks the title as typed. */
        @POST
        public FormValidation doCheckTitle(@QueryParameter String value) {
            return FormChecks.required(value, Messages.RuleSetting_NoTitle());
        }

        /** Checks the addresses as typed. */
        @POST
        public FormValidation doCheckRecipients(@QueryParameter String value) {
            return ChannelDescriptor.checkRecipients(value);
        }

        /** Checks the channels' names as typed, against those that are saved. */
        @POST
        public FormValidation doCheckChannels(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            Set<String> known = SavedChannels.names();
            for (String name : FormText.names(value)) {
                if (!known.contains(name)) {
                    return FormValidation.warning(Messages.RuleSetting_NoChannel(name, String.join(", ", known)));
                }
            }
            return FormValidation.ok();
        }

        /** Channels whose names go on as typed. */
        public AutoCompletionCandidates doAutoCompleteChannels(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            AutoCompletionCandidates candidates = new AutoCompletionCandidates();
            SavedChannels.names().stream()
                    .filter(name -> name.startsWith(FormText.trimmed(value)))
                    .forEach(candidates::add);
            return candidates;
        }

        /** Checks the duration as typed. */
        @POST
        public FormValidation doCheckRestartedWithin(@QueryParameter String value) {
            return NotificationPolicySetting.checkDuration(value);
        }

        /** Checks the template as typed. */
        @POST
        public FormValidation doCheckTemplate(@QueryParameter String value) {
            return ChannelDescriptor.checkTemplate(value);
        }

        /**
         * Tries a rule, saved or not, on the last events seen.
         *
         * @param rule JSON with {@code conditions}, each with {@code field}, {@code operator} and {@code values}
         */
        @POST
        public HttpResponse doTryIt(@QueryParameter String rule) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                RuleTrial trial = RuleTrial.of(rule);
                return HttpResponses.okJSON(trial.on(
                        EventSource.latest(), ImagePolicyConfiguration.get().usablePolicy()));
            } catch (IllegalArgumentException | AbortException e) {
                return HttpResponses.okJSON(Map.of("problem", e.getMessage()));
            }
        }
    }
}
