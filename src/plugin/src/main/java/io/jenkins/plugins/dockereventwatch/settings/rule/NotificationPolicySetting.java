package io.jenkins.plugins.dockereventwatch.settings.rule;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopLimit;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The notification policy: grouping, crash loops, and resolved messages. */
public final class NotificationPolicySetting implements Describable<NotificationPolicySetting> {

    private boolean grouped = true;
    private String groupBy = "";
    private String wait = DurationText.of(Grouping.DEFAULT.delay());
    private String interval = DurationText.of(Grouping.DEFAULT.interval());
    private String repeat = DurationText.of(Grouping.DEFAULT.repeat());
    private boolean crashLoops = true;
    private int deaths = CrashLoopLimit.DEFAULT.deaths();
    private String within = DurationText.of(CrashLoopLimit.DEFAULT.within());
    private boolean resolved;

    /** Creates the default policy. */
    @DataBoundConstructor
    public NotificationPolicySetting() {}

    /** Creates the setting that corresponds to a policy of the engine. */
    public static NotificationPolicySetting of(NotificationPolicy policy) {
        NotificationPolicySetting setting = new NotificationPolicySetting();
        setting.grouped = policy.grouping().isPresent();
        policy.grouping().ifPresent(grouping -> {
            setting.groupBy = grouping.by().stream()
                    .map(name -> Grouping.NAMES.contains(name) ? name : ConditionSetting.fieldOf(new FieldPath(name)))
                    .collect(Collectors.joining(", "));
            setting.wait = DurationText.of(grouping.delay());
            setting.interval = DurationText.of(grouping.interval());
            setting.repeat = DurationText.of(grouping.repeat());
        });
        setting.crashLoops = policy.crashLoop().isPresent();
        policy.crashLoop().ifPresent(limit -> {
            setting.deaths = limit.deaths();
            setting.within = DurationText.of(limit.within());
        });
        setting.resolved = policy.resolved();
        return setting;
    }

    public boolean isGrouped() {
        return grouped;
    }

    @DataBoundSetter
    public void setGrouped(boolean grouped) {
        this.grouped = grouped;
    }

    /**
     * Returns the fields by which alerts are grouped, separated by commas; empty for host and Compose project, or host
     * and container for containers without a project.
     */
    public String getGroupBy() {
        return groupBy;
    }

    @DataBoundSetter
    public void setGroupBy(String groupBy) {
        this.groupBy = String.join(", ", FormText.names(groupBy));
    }

    /** Returns how long a new group waits for further alerts, for example {@code 10s}. */
    public String getWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(String wait) {
        this.wait = FormText.trimmed(wait);
    }

    /** Returns the minimum interval between two messages of a group, for example {@code 5m}. */
    public String getInterval() {
        return interval;
    }

    @DataBoundSetter
    public void setInterval(String interval) {
        this.interval = FormText.trimmed(interval);
    }

    /** Returns the interval between two messages about a continuing crash loop, for example {@code 4h}. */
    public String getRepeat() {
        return repeat;
    }

    @DataBoundSetter
    public void setRepeat(String repeat) {
        this.repeat = FormText.trimmed(repeat);
    }

    public boolean isCrashLoops() {
        return crashLoops;
    }

    @DataBoundSetter
    public void setCrashLoops(boolean crashLoops) {
        this.crashLoops = crashLoops;
    }

    /** Returns the number of deaths that make a crash loop; at least 2. */
    public int getDeaths() {
        return deaths;
    }

    /** Sets the number of deaths that make a crash loop; at least 2. */
    @DataBoundSetter
    public void setDeaths(int deaths) {
        this.deaths = deaths;
    }

    /** Returns the period in which deaths are counted, for example {@code 5m}. */
    public String getWithin() {
        return within;
    }

    @DataBoundSetter
    public void setWithin(String within) {
        this.within = FormText.trimmed(within);
    }

    /** Returns whether a message is sent when an alert is resolved. */
    public boolean isResolved() {
        return resolved;
    }

    @DataBoundSetter
    public void setResolved(boolean resolved) {
        this.resolved = resolved;
    }

    /** Converts the setting to a policy of the engine, without a restart grace period. */
    public NotificationPolicy toPolicy() {
        return new NotificationPolicy(
                grouped ? Optional.of(grouping()) : Optional.empty(),
                crashLoops ? Optional.of(new CrashLoopLimit(deaths, DurationText.parse(within))) : Optional.empty(),
                Optional.empty(),
                resolved);
    }

    private Grouping grouping() {
        return new Grouping(
                by(groupBy), DurationText.parse(wait), DurationText.parse(interval), DurationText.parse(repeat));
    }

    private static List<String> by(String text) {
        List<String> by = new ArrayList<>();
        for (String name : FormText.names(text)) {
            String path = Grouping.NAMES.contains(name)
                    ? name
                    : ConditionSetting.path(name).toString();
            Grouping.checkField(path);
            by.add(path);
        }
        return by;
    }

    private static FormValidation checkDuration(String value) {
        return FormChecks.text(value, DurationText::parse);
    }

    @Extension
    @Symbol("notificationPolicy")
    public static final class DescriptorImpl extends Descriptor<NotificationPolicySetting> {

        @Override
        public String getDisplayName() {
            return Messages.NotificationPolicySetting_DisplayName();
        }

        @POST
        public FormValidation doCheckGroupBy(@QueryParameter String value) {
            return FormChecks.text(value, NotificationPolicySetting::by);
        }

        @POST
        public FormValidation doCheckWait(@QueryParameter String value) {
            return checkDuration(value);
        }

        /** Validates the duration; it must not be shorter than the wait. */
        @POST
        public FormValidation doCheckInterval(@QueryParameter String value, @QueryParameter String wait) {
            NotificationPolicySetting setting = new NotificationPolicySetting();
            setting.setInterval(value);
            setting.setWait(wait);
            return FormChecks.text(value, text -> setting.grouping());
        }

        @POST
        public FormValidation doCheckRepeat(@QueryParameter String value) {
            return checkDuration(value);
        }

        @POST
        public FormValidation doCheckDeaths(@QueryParameter String value) {
            return FormChecks.text(value, CrashLoopLimit.DEATHS::parse);
        }

        @POST
        public FormValidation doCheckWithin(@QueryParameter String value) {
            return checkDuration(value);
        }
    }
}
