package io.jenkins.plugins.dockereventwatch.settings.rule;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Describable;
import hudson.util.FormValidation;
import hudson.util.HttpResponses;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.settings.channel.AlertingDescriptor;
import io.jenkins.plugins.dockereventwatch.settings.channel.AlertingSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelDescriptor;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A rule: conditions and the recipients of matching events. */
public final class RuleSetting extends AlertingSetting implements Describable<RuleSetting> {

    public final String title;
    private List<ConditionSetting> conditions = new ArrayList<>();
    private boolean responsiblePeople;
    private String template = "";
    private boolean enabled = true;

    private RestartCondition restart = RestartCondition.IGNORED;

    private String restartedWithin = "30s";

    /** Empty: alerts do not wait. */
    private String persistFor = "";

    /** Null for the default policy. */
    private NotificationPolicySetting notificationPolicy;

    /** Creates an enabled rule that matches every event. */
    @DataBoundConstructor
    public RuleSetting(String title) {
        this.title = FormText.trimmed(title);
    }

    /** Returns the conditions; an event must match all of them. */
    public List<ConditionSetting> getConditions() {
        return List.copyOf(conditions);
    }

    @DataBoundSetter
    public void setConditions(List<ConditionSetting> conditions) {
        this.conditions = conditions == null ? new ArrayList<>() : new ArrayList<>(conditions);
    }

    @Override
    public boolean isResponsiblePeople() {
        return responsiblePeople;
    }

    @DataBoundSetter
    public void setResponsiblePeople(boolean responsiblePeople) {
        this.responsiblePeople = responsiblePeople;
    }

    @Override
    public String getTemplate() {
        return template;
    }

    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = FormText.trimmed(template).isEmpty() ? "" : FormText.withLineFeeds(template);
    }

    public boolean isEnabled() {
        return enabled;
    }

    @DataBoundSetter
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Returns whether alerts of deaths wait for the container to restart. */
    public RestartCondition getRestart() {
        return restart;
    }

    @DataBoundSetter
    public void setRestart(RestartCondition restart) {
        this.restart = restart;
    }

    /** Returns the restart grace period, for example {@code 30s}. */
    public String getRestartedWithin() {
        return restartedWithin;
    }

    @DataBoundSetter
    public void setRestartedWithin(String restartedWithin) {
        this.restartedWithin = FormText.trimmed(restartedWithin);
    }

    /** Returns how long what an alert reports must last before it is sent, for example {@code 5m}; empty: no time. */
    public String getPersistFor() {
        return persistFor;
    }

    @DataBoundSetter
    public void setPersistFor(String persistFor) {
        this.persistFor = FormText.trimmed(persistFor);
    }

    /** Sets the restart condition and grace period from those of the engine. */
    public void setHold(RestartGracePeriod hold) {
        restart = hold.sendIfRestarted() ? RestartCondition.COMES_BACK : RestartCondition.STAYS_AWAY;
        restartedWithin = DurationText.of(hold.within());
    }

    /** Returns the notification policy, or null for the default policy. */
    public NotificationPolicySetting getNotificationPolicy() {
        return notificationPolicy;
    }

    @DataBoundSetter
    public void setNotificationPolicy(NotificationPolicySetting notificationPolicy) {
        this.notificationPolicy = notificationPolicy;
    }

    /**
     * Converts the notification policy for the engine.
     *
     * @param defaults used if the rule has no notification policy
     */
    public NotificationPolicy toPolicy(NotificationPolicy defaults) {
        NotificationPolicy policy = notificationPolicy == null ? defaults : notificationPolicy.toPolicy();
        Optional<RestartGracePeriod> hold = restart == RestartCondition.IGNORED
                ? Optional.empty()
                : Optional.of(new RestartGracePeriod(
                        DurationText.parse(restartedWithin), restart == RestartCondition.COMES_BACK));
        Optional<Duration> persist =
                persistFor.isEmpty() ? Optional.empty() : Optional.of(DurationText.parse(persistFor));
        return new NotificationPolicy(policy.grouping(), policy.crashLoop(), hold, policy.resolved(), persist);
    }

    /** Converts the setting to a rule of the engine with the given notifiers. */
    public Rule toRule(List<String> notifiers) {
        if (title.isEmpty()) {
            throw new IllegalArgumentException(Messages.RuleSetting_NoTitle());
        }
        List<Condition> when = new ArrayList<>();
        List<Condition> unless = new ArrayList<>();
        for (ConditionSetting condition : conditions) {
            (condition.operator.isUnless() ? unless : when).add(condition.toCondition());
        }
        return new Rule(title, when, unless, notifiers);
    }

    @Extension
    @Symbol("dockerEventRule")
    public static final class DescriptorImpl extends AlertingDescriptor<RuleSetting> {

        @Override
        public String getDisplayName() {
            return Messages.RuleSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckTitle(@QueryParameter String value) {
            return FormChecks.required(value, Messages.RuleSetting_NoTitle());
        }

        @POST
        public FormValidation doCheckRestartedWithin(@QueryParameter String value) {
            return checkDuration(value);
        }

        @POST
        public FormValidation doCheckPersistFor(@QueryParameter String value) {
            return FormChecks.text(value, text -> {
                if (!text.isEmpty()) {
                    DurationText.parse(text);
                }
            });
        }

        @POST
        public FormValidation doCheckTemplate(@QueryParameter String value) {
            return ChannelDescriptor.checkMailTemplate(value);
        }

        /**
         * Tests a saved or unsaved rule on the latest events.
         *
         * @param rule JSON with {@code conditions}, each with {@code field}, {@code operator} and {@code values}
         */
        @POST
        public HttpResponse doTryIt(@QueryParameter String rule) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                RuleTrial trial = RuleTrial.of(rule);
                return HttpResponses.okJSON(trial.on(
                        WatchState.latestEvents(),
                        ImagePolicyConfiguration.get().usablePolicy()));
            } catch (IllegalArgumentException | AbortException e) {
                return HttpResponses.okJSON(Map.of("problem", FormText.message(e)));
            }
        }
    }
}
