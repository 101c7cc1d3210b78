package io.jenkins.plugins.dockereventwatch.settings.rule;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.config.DayNames;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A time of the day or week at which some alerts are recorded and not sent. */
public final class SilenceSetting implements Describable<SilenceSetting> {

    private final String reason;
    private final String from;
    private final String to;
    private List<ConditionSetting> conditions = new ArrayList<>();
    private String days = "";
    private String zone = "";

    /**
     * A silence of all alerts, every day, by the clock of this Jenkins.
     *
     * @param reason why, for people
     * @param from when it begins, {@code 02:00}
     * @param to when it ends; not after {@code from}: on the next day
     */
    @DataBoundConstructor
    public SilenceSetting(String reason, String from, String to) {
        this.reason = FormText.trimmed(reason);
        this.from = FormText.trimmed(from);
        this.to = FormText.trimmed(to);
    }

    /** As the engine has it. */
    public static SilenceSetting of(RecurringSilence silence) {
        SilenceSetting setting = new SilenceSetting(
                silence.reason(), silence.from().toString(), silence.to().toString());
        List<ConditionSetting> conditions = new ArrayList<>();
        silence.matchers().forEach(condition -> ConditionSetting.add(conditions, condition, false));
        setting.conditions = conditions;
        setting.days = silence.days().size() == DayOfWeek.values().length ? "" : DayNames.text(silence.days());
        setting.zone = silence.zone().getId();
        return setting;
    }

    /** Why, for people. */
    public String getReason() {
        return reason;
    }

    /** When it begins. */
    public String getFrom() {
        return from;
    }

    /** When it ends. */
    public String getTo() {
        return to;
    }

    /** Which alerts; none: all. */
    public List<ConditionSetting> getConditions() {
        return List.copyOf(conditions);
    }

    /** Sets which alerts. */
    @DataBoundSetter
    public void setConditions(List<ConditionSetting> conditions) {
        this.conditions = conditions == null ? new ArrayList<>() : new ArrayList<>(conditions);
    }

    /** The days on which it begins, {@code sat, sun}; empty: every day. */
    public String getDays() {
        return days;
    }

    /** Sets the days on which it begins. */
    @DataBoundSetter
    public void setDays(String days) {
        this.days = String.join(", ", FormText.names(days));
    }

    /** Whose time it is, {@code Europe/Zurich}; empty: that of this Jenkins. */
    public String getZone() {
        return zone;
    }

    /** Sets whose time it is. */
    @DataBoundSetter
    public void setZone(String zone) {
        this.zone = FormText.trimmed(zone);
    }

    /** For the engine. */
    public RecurringSilence toSilence() {
        if (reason.isEmpty()) {
            throw new IllegalArgumentException(Messages.SilenceSetting_NoReason());
        }
        List<Condition> matchers = new ArrayList<>();
        for (ConditionSetting condition : conditions) {
            if (condition.getOperator().isUnless()) {
                throw new IllegalArgumentException(Messages.SilenceSetting_OnlyWhatFits(
                        condition.getOperator().getDisplayName()));
            }
            matchers.add(condition.toCondition());
        }
        return new RecurringSilence(matchers, daysIn(days), time(from), time(to), zoneOf(zone), reason);
    }

    private static Set<DayOfWeek> daysIn(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : FormText.names(text)) {
            days.add(DayNames.day(day));
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(Messages.SilenceSetting_NoTime(text));
        }
    }

    private static ZoneId zoneOf(String text) {
        try {
            return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(Messages.SilenceSetting_NoZone(text));
        }
    }

    /** How it is entered. */
    @Extension
    @Symbol("dockerAlertSilence")
    public static final class DescriptorImpl extends Descriptor<SilenceSetting> {

        @Override
        public String getDisplayName() {
            return Messages.SilenceSetting_DisplayName();
        }

        /** Checks the reason as typed. */
        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            return FormChecks.required(value, Messages.SilenceSetting_NoReason());
        }

        /** Checks the time as typed. */
        @POST
        public FormValidation doCheckFrom(@QueryParameter String value) {
            return FormChecks.check(() -> time(FormText.trimmed(value)));
        }

        /** Checks the time as typed. */
        @POST
        public FormValidation doCheckTo(@QueryParameter String value) {
            return FormChecks.check(() -> time(FormText.trimmed(value)));
        }

        /** Checks the days as typed. */
        @POST
        public FormValidation doCheckDays(@QueryParameter String value) {
            return FormChecks.check(() -> daysIn(value));
        }

        /** Checks the time zone as typed. */
        @POST
        public FormValidation doCheckZone(@QueryParameter String value) {
            return FormChecks.check(() -> zoneOf(FormText.trimmed(value)));
        }
    }
}
