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

/** How alerts go out: grouped, crash loops told as such, and told when things are well again. */
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

    /** As alerts go out where nothing is said. */
    @DataBoundConstructor
    public NotificationPolicySetting() {}

    /** As the engine has it. */
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

    /** Whether alerts that come close together share messages. */
    public boolean isGrouped() {
        return grouped;
    }

    /** Sets whether alerts that come close together share messages. */
    @DataBoundSetter
    public void setGrouped(boolean grouped) {
        this.grouped = grouped;
    }

    /** What a group has in common, with commas between; empty: host and compose project, else host and container. */
    public String getGroupBy() {
        return groupBy;
    }

    /** Sets what a group has in common. */
    @DataBoundSetter
    public void setGroupBy(String groupBy) {
        this.groupBy = String.join(", ", FormText.names(groupBy));
    }

    /** How long companions of a first alert are gathered, {@code 10s}. */
    public String getWait() {
        return wait;
    }

    /** Sets how long companions are gathered. */
    @DataBoundSetter
    public void setWait(String wait) {
        this.wait = FormText.trimmed(wait);
    }

    /** The shortest time between two messages of a group, {@code 5m}. */
    public String getInterval() {
        return interval;
    }

    /** Sets the shortest time between two messages of a group. */
    @DataBoundSetter
    public void setInterval(String interval) {
        this.interval = FormText.trimmed(interval);
    }

    /** The time between two messages about a crash loop that goes on, {@code 4h}. */
    public String getRepeat() {
        return repeat;
    }

    /** Sets the time between two messages about a crash loop. */
    @DataBoundSetter
    public void setRepeat(String repeat) {
        this.repeat = FormText.trimmed(repeat);
    }

    /** Whether many deaths of a container become one alert. */
    public boolean isCrashLoops() {
        return crashLoops;
    }

    /** Sets whether many deaths of a container become one alert. */
    @DataBoundSetter
    public void setCrashLoops(boolean crashLoops) {
        this.crashLoops = crashLoops;
    }

    /** How many deaths make a crash loop, from 2 on. */
    public int getDeaths() {
        return deaths;
    }

    /** Sets how many deaths make a crash loop. */
    @DataBoundSetter
    public void setDeaths(int deaths) {
        this.deaths = deaths;
    }

    /** In which time, {@code 5m}. */
    public String getWithin() {
        return within;
    }

    /** Sets in which time. */
    @DataBoundSetter
    public void setWithin(String within) {
        this.within = FormText.trimmed(within);
    }

    /** Whether a message follows when a container is well again. */
    public boolean isResolved() {
        return resolved;
    }

    /** Sets whether a message follows when a container is well again. */
    @DataBoundSetter
    public void setResolved(boolean resolved) {
        this.resolved = resolved;
    }

    /**
     * For the engine.
     *
     * @param hold whether deaths wait to see if the container comes back
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

    /** How it is entered. */
    @Extension
    @Symbol("alertHandling")
    public static final class DescriptorImpl extends Descriptor<NotificationPolicySetting> {

        @Override
        public String getDisplayName() {
            return Messages.NotificationPolicySetting_DisplayName();
        }

        /** Checks as typed what alerts are grouped by. */
        @POST
        public FormValidation doCheckGroupBy(@QueryParameter String value) {
            return FormChecks.check(() -> by(value));
        }

        /** Checks the duration as typed. */
        @POST
        public FormValidation doCheckWait(@QueryParameter String value) {
            return checkDuration(value);
        }

        /** Checks the duration as typed, and that it is not shorter than the wait. */
        @POST
        public FormValidation doCheckInterval(@QueryParameter String value, @QueryParameter String wait) {
            NotificationPolicySetting setting = new NotificationPolicySetting();
            setting.setInterval(value);
            setting.setWait(wait);
            return FormChecks.check(setting::grouping);
        }

        /** Checks the duration as typed. */
        @POST
        public FormValidation doCheckRepeat(@QueryParameter String value) {
            return checkDuration(value);
        }

        /** Checks the number as typed. */
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

        /** Checks the duration as typed. */
        @POST
        public FormValidation doCheckWithin(@QueryParameter String value) {
            return checkDuration(value);
        }
    }
}
