package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.update.advice.Hold;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import java.time.LocalDate;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A hold: versions of packages that must not be installed. The version is one version, or a prefix followed by
 * {@code *}; empty for all versions. The hold ends on a day; empty for no end.
 */
public final class HoldSetting implements Describable<HoldSetting> {

    public final String packages;
    public final String reason;
    public final String by;
    private String version = "";
    private String until = "";

    /**
     * @param packages a package, or a prefix of names followed by {@code *}
     * @throws IllegalArgumentException if a value is missing or invalid
     */
    @DataBoundConstructor
    public HoldSetting(String packages, String reason, String by) {
        this.packages = new NamePattern(FormText.required("packages", packages)).text();
        this.reason = FormText.required("reason", reason);
        this.by = FormText.required("by", by);
    }

    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String version) {
        pattern(FormText.trimmed(version));
        this.version = FormText.trimmed(version);
    }

    public String getUntil() {
        return until;
    }

    @DataBoundSetter
    public void setUntil(String until) {
        day(FormText.trimmed(until));
        this.until = FormText.trimmed(until);
    }

    private static Optional<NamePattern> pattern(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new NamePattern(text));
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Holidays.day(text));
    }

    Hold toHold() {
        return new Hold(new NamePattern(packages), pattern(version), reason, by, day(until));
    }

    @Extension
    @Symbol("hostUpdateHold")
    public static final class DescriptorImpl extends Descriptor<HoldSetting> {

        @Override
        public String getDisplayName() {
            return Messages.HoldSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckPackages(@QueryParameter String value) {
            return FormChecks.text(value, NamePattern::new);
        }

        @POST
        public FormValidation doCheckVersion(@QueryParameter String value) {
            return FormChecks.text(value, HoldSetting::pattern);
        }

        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            return FormChecks.text(value, text -> FormText.required("reason", text));
        }

        @POST
        public FormValidation doCheckBy(@QueryParameter String value) {
            return FormChecks.text(value, text -> FormText.required("by", text));
        }

        /** Validates the day, and warns if it is not in the future. */
        @POST
        public FormValidation doCheckUntil(@QueryParameter String value) {
            FormValidation checked = FormChecks.text(value, HoldSetting::day);
            return checked.kind == FormValidation.Kind.OK
                            && day(FormText.trimmed(value))
                                    .filter(day -> !day.isAfter(LocalDate.now()))
                                    .isPresent()
                    ? FormValidation.warning(Messages.HoldSetting_Past())
                    : checked;
        }
    }
}
