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
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
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
    public static NotificationPolicySetting of(NotificationPolicy handling) {
        NotificationPolicySetting setting = new NotificationPolicySetting();
        setting.grouped = handling.grouping().isPresent();
        handling.grouping().ifPresent(grouping -> {
            setting.groupBy = grouping.by().stream()
                    .map(name -> Grouping.NAMES.contains(name) ? name : ConditionSetting.fieldOf(FieldPath.of(name)))
                    .collect(Collectors.joining(", "));
            setting.wait = DurationText.of(grouping.delay());
            setting.interval = DurationText.of(grouping.interval());
            setting.repeat = DurationText.of(grouping.repeat());
        });
        setting.crashLoops = handling.crashLoop().isPresent();
        handling.crashLoop().ifPresent(limit -> {
            setting.deaths = limit.deaths();
            setting.within = DurationText.of(limit.within());
        });
        setting.resolved = handling.resolved();
        return setting;
    }

    public boolean isSameAs(NotificationPolicySetting other) {
        try {
            return toHandling(Optional.empty()).equals(other.toHandling(Optional.empty()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns whether alerts are grouped. */
    public boolean isGrouped() {
        return grouped;
    }

    /** Sets whether alerts are grouped. */
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

    /** Sets the fields by which alerts are grouped. */
    @DataBoundSetter
    public void setGroupBy(String groupBy) {
        this.groupBy = String.join(", ", FormText.names(groupBy));
    }

    /** Returns how long a new group waits for further alerts, for example {@code 10s}. */
    public String getWait() {
        return wait;
    }

    /** Sets how long a new group waits for further alerts. */
    @DataBoundSetter
    public void setWait(String wait) {
        this.wait = FormText.trimmed(wait);
    }

    /** Returns the minimum interval between two messages of a group, for example {@code 5m}. */
    public String getInterval() {
        return interval;
    }

    /** Sets the minimum interval between two messages of a group. */
    @DataBoundSetter
    public void setInterval(String interval) {
        this.interval = FormText.trimmed(interval);
    }

    /** Returns the interval between two messages about a continuing crash loop, for example {@code 4h}. */
    public String getRepeat() {
        return repeat;
    }

    /** Sets the interval between two messages about a continuing crash loop. */
    @DataBoundSetter
    public void setRepeat(String repeat) {
        this.repeat = FormText.trimmed(repeat);
    }

    /** Returns whether crash loops are detected. */
    public boolean isCrashLoops() {
        return crashLoops;
    }

    /** Sets whether crash loops are detected. */
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

    /** Sets the period in which deaths are counted. */
    @DataBoundSetter
    public void setWithin(String within) {
        this.within = FormText.trimmed(within);
    }

    /** Returns whether a message is sent when an alert is resolved. */
    public boolean isResolved() {
        return resolved;
    }

    /** Sets whether a message is sent when an alert is resolved. */
    @DataBoundSetter
    public void setResolved(boolean resolved) {
        this.resolved = resolved;
    }

    /**
     * Converts the setting to a policy of the engine.
     *
     * @param hold the restart grace period; empty for none
     */
    public NotificationPolicy toHandling(Optional<RestartGracePeriod> hold) {
        return new NotificationPolicy(
                grouped ? Optional.of(grouping()) : Optional.empty(),
                crashLoops ? Optional.of(crashLoop()) : Optional.empty(),
                hold,
                resolved);
    }

    private Grouping grouping() {
        Duration delay = duration(wait);
        Duration between = duration(interval);
        if (between.compareTo(delay) < 0) {
            throw new IllegalArgumentException(Messages.NotificationPolicySetting_IntervalTooShort(interval, wait));
        }
        return new Grouping(by(groupBy), delay, between, duration(repeat));
    }

    private CrashLoopLimit crashLoop() {
        if (deaths < CrashLoopLimit.DEATHS.min() || deaths > CrashLoopLimit.DEATHS.max()) {
            throw new IllegalArgumentException(
                    Messages.NotificationPolicySetting_NoDeaths(CrashLoopLimit.DEATHS.max()));
        }
        return new CrashLoopLimit(deaths, duration(within));
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

    static Duration duration(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Messages.NotificationPolicySetting_NoDuration(text));
        }
    }

    static FormValidation checkDuration(String value) {
        return FormChecks.check(() -> duration(FormText.trimmed(value)));
    }

    /** Descriptor of the setting. */
    @Extension
    @Symbol("alertHandling")
    public static final class DescriptorImpl extends Descriptor<NotificationPolicySetting> {

        @Override
        public String getDisplayName() {
            return Messages.NotificationPolicySetting_DisplayName();
        }

        /** Validates the fields by which alerts are grouped. */
        @POST
        public FormValidation doCheckGroupBy(@QueryParameter String value) {
            return FormChecks.check(() -> by(value));
        }

        /** Validates the duration. */
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
            return FormChecks.check(setting::grouping);
        }

        /** Validates the duration. */
        @POST
        public FormValidation doCheckRepeat(@QueryParameter String value) {
            return checkDuration(value);
        }

        /** Validates the number. */
        @POST
        public FormValidation doCheckDeaths(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String text = FormText.trimmed(value);
            return text.matches("[0-9]{1,4}")
                            && Integer.parseInt(text) >= 2
                            && Integer.parseInt(text) <= CrashLoopLimit.DEATHS.max()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.NotificationPolicySetting_NoDeaths(CrashLoopLimit.DEATHS.max()));
        }

        /** Validates the duration. */
        @POST
        public FormValidation doCheckWithin(@QueryParameter String value) {
            return checkDuration(value);
        }
    }
}
