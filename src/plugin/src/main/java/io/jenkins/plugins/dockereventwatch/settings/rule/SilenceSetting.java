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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A recurring silence: a time of the day or week at which matching alerts are recorded but not sent. */
public final class SilenceSetting implements Describable<SilenceSetting> {

    public final String reason;

    /** The start, for example {@code 02:00}. */
    public final String from;

    /** The end; on the next day if it is not after the start. */
    public final String to;

    private List<ConditionSetting> conditions = new ArrayList<>();
    private String days = "";
    private String zone = "";

    /** Creates a daily silence of all alerts, in the time zone of this Jenkins. */
    @DataBoundConstructor
    public SilenceSetting(String reason, String from, String to) {
        this.reason = FormText.trimmed(reason);
        this.from = FormText.trimmed(from);
        this.to = FormText.trimmed(to);
    }

    /** Creates the setting that corresponds to a silence of the engine. */
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

    /** Returns the conditions of silenced alerts; empty for all alerts. */
    public List<ConditionSetting> getConditions() {
        return List.copyOf(conditions);
    }

    @DataBoundSetter
    public void setConditions(List<ConditionSetting> conditions) {
        this.conditions = conditions == null ? new ArrayList<>() : new ArrayList<>(conditions);
    }

    /** Returns the days on which the silence starts, for example {@code sat, sun}; empty for every day. */
    public String getDays() {
        return days;
    }

    @DataBoundSetter
    public void setDays(String days) {
        this.days = String.join(", ", FormText.names(days));
    }

    /** Returns the time zone, for example {@code Europe/Zurich}; empty for that of this Jenkins. */
    public String getZone() {
        return zone;
    }

    @DataBoundSetter
    public void setZone(String zone) {
        this.zone = FormText.trimmed(zone);
    }

    public RecurringSilence toSilence() {
        if (reason.isEmpty()) {
            throw new IllegalArgumentException(Messages.SilenceSetting_NoReason());
        }
        List<Condition> matchers = new ArrayList<>();
        for (ConditionSetting condition : conditions) {
            if (condition.operator.isUnless()) {
                throw new IllegalArgumentException(
                        Messages.SilenceSetting_OnlyWhatFits(condition.operator.getDisplayName()));
            }
            matchers.add(condition.toCondition());
        }
        return new RecurringSilence(matchers, daysIn(days), time(from), time(to), FormText.zone(zone), reason);
    }

    private static Set<DayOfWeek> daysIn(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : FormText.names(text)) {
            days.addAll(DayNames.days(day));
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

    @Extension
    @Symbol("dockerAlertSilence")
    public static final class DescriptorImpl extends Descriptor<SilenceSetting> {

        @Override
        public String getDisplayName() {
            return Messages.SilenceSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            return FormChecks.required(value, Messages.SilenceSetting_NoReason());
        }

        @POST
        public FormValidation doCheckFrom(@QueryParameter String value) {
            return FormChecks.text(value, SilenceSetting::time);
        }

        @POST
        public FormValidation doCheckTo(@QueryParameter String value) {
            return FormChecks.text(value, SilenceSetting::time);
        }

        @POST
        public FormValidation doCheckDays(@QueryParameter String value) {
            return FormChecks.text(value, SilenceSetting::daysIn);
        }

        @POST
        public FormValidation doCheckZone(@QueryParameter String value) {
            return FormChecks.text(value, FormText::zone);
        }
    }
}
