package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import java.util.Collection;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The default and the maximum of one option of limited runs. */
public final class LimitSetting implements Describable<LimitSetting> {

    /** The key of the option, for example {@code memory}. */
    public final String option;

    /** The value used when a run does not specify one; empty for none. */
    public final String defaultValue;

    /** The largest value that a run may specify; empty for the resources of the Docker host. */
    public final String maximum;

    /** Throws an {@link IllegalArgumentException} if a value is invalid, or the option does not support it. */
    @DataBoundConstructor
    public LimitSetting(String option, String defaultValue, String maximum) {
        this.option = FormText.trimmed(option);
        this.defaultValue = FormText.trimmed(defaultValue);
        this.maximum = FormText.trimmed(maximum);
        checkDefault(this.option, this.defaultValue);
        checkMaximum(this.option, this.maximum);
    }

    private static void checkDefault(String option, String value) {
        check(RunOption.withDefault(), option, value, Messages.LimitSetting_NoDefault(option));
    }

    private static void checkMaximum(String option, String value) {
        if (!value.isEmpty()) {
            check(RunOption.withMaximum(), option, value, Messages.LimitSetting_NoMaximum(option));
        }
    }

    private static void check(Collection<RunOption> supported, String option, String value, String unsupported) {
        if (!supported.contains(RunOption.of(option))) {
            throw new IllegalArgumentException(unsupported);
        }
        if (!value.isEmpty()) {
            RunOption.of(option).check(value);
        }
    }

    @Extension
    @Symbol("dockerRunLimit")
    public static final class DescriptorImpl extends Descriptor<LimitSetting> {

        @Override
        public String getDisplayName() {
            return Messages.LimitSetting_DisplayName();
        }

        public ListBoxModel doFillOptionItems() {
            ListBoxModel items = new ListBoxModel();
            RunOption.withDefault().forEach(option -> items.add(option.key(), option.key()));
            return items;
        }

        @POST
        public FormValidation doCheckDefaultValue(@QueryParameter String value, @QueryParameter String option) {
            return FormChecks.lines(value, text -> checkDefault(option, text));
        }

        @POST
        public FormValidation doCheckMaximum(@QueryParameter String value, @QueryParameter String option) {
            return FormChecks.lines(value, text -> checkMaximum(option, text));
        }
    }
}
