package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What holds for one option of limited runs. */
public final class LimitSetting implements Describable<LimitSetting> {

    private final String option;
    private final String defaultValue;
    private final String maximum;

    /**
     * A default, a maximum, or both.
     *
     * @param option its key, {@code memory}
     * @param defaultValue for runs that do not say; empty: none
     * @param maximum what a run may ask for; empty: what the Docker host has
     * @throws IllegalArgumentException if a value is none, or the option has no such thing
     */
    @DataBoundConstructor
    public LimitSetting(String option, String defaultValue, String maximum) {
        this.option = FormText.trimmed(option);
        this.defaultValue = FormText.trimmed(defaultValue);
        this.maximum = FormText.trimmed(maximum);
        check(this.option, this.defaultValue);
        checkMaximum(this.option, this.maximum);
    }

    private static void check(String option, String value) {
        RunOption known = RunOption.of(option);
        if (!RunOption.withDefault().contains(known)) {
            throw new IllegalArgumentException(Messages.LimitSetting_NoDefault(option));
        }
        if (!value.isEmpty()) {
            known.check(value);
        }
    }

    private static void checkMaximum(String option, String value) {
        if (!value.isEmpty()) {
            if (!RunOption.withMaximum().contains(RunOption.of(option))) {
                throw new IllegalArgumentException(Messages.LimitSetting_NoMaximum(option));
            }
            RunOption.of(option).check(value);
        }
    }

    /** The option's key. */
    public String getOption() {
        return option;
    }

    /** For runs that do not say; empty: none. */
    public String getDefaultValue() {
        return defaultValue;
    }

    /** What a run may ask for; empty: what the Docker host has. */
    public String getMaximum() {
        return maximum;
    }

    /** How it is entered. */
    @Extension
    @Symbol("dockerRunLimit")
    public static final class DescriptorImpl extends Descriptor<LimitSetting> {

        @Override
        public String getDisplayName() {
            return Messages.LimitSetting_DisplayName();
        }

        /** The options that a site may set something for. */
        public ListBoxModel doFillOptionItems() {
            ListBoxModel items = new ListBoxModel();
            RunOption.withDefault().forEach(option -> items.add(option.key(), option.key()));
            return items;
        }

        /** Checks the default as typed. */
        @POST
        public FormValidation doCheckDefaultValue(@QueryParameter String value, @QueryParameter String option) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FormChecks.lines(value, text -> check(option, text));
        }

        /** Checks the maximum as typed. */
        @POST
        public FormValidation doCheckMaximum(@QueryParameter String value, @QueryParameter String option) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FormChecks.lines(value, text -> checkMaximum(option, text));
        }
    }
}
