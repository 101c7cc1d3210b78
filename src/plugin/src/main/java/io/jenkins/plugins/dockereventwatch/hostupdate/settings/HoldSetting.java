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

/** A version that is known to be bad. */
public final class HoldSetting implements Describable<HoldSetting> {

    private final String packages;
    private final String reason;
    private final String by;
    private String version = "";
    private String until = "";

    /**
     * A hold of every version.
     *
     * @param packages a package, or the beginning of names with a star at the end
     * @param reason what is wrong
     * @param by who says so
     * @throws IllegalArgumentException if anything is missing or cannot be read
     */
    @DataBoundConstructor
    public HoldSetting(String packages, String reason, String by) {
        this.packages = new NamePattern(FormText.required("packages", packages)).text();
        this.reason = FormText.required("reason", reason);
        this.by = FormText.required("by", by);
    }

    /** A package, or the beginning of names with a star at the end. */
    public String getPackages() {
        return packages;
    }

    /** What is wrong. */
    public String getReason() {
        return reason;
    }

    /** Who says so. */
    public String getBy() {
        return by;
    }

    /** The version, or its beginning with a star at the end; empty: every version. */
    public String getVersion() {
        return version;
    }

    /** Sets the version. */
    @DataBoundSetter
    public void setVersion(String version) {
        checkPattern(FormText.trimmed(version));
        this.version = FormText.trimmed(version);
    }

    /** The day from which it is held no more; empty: until it is taken out. */
    public String getUntil() {
        return until;
    }

    /** Sets the day from which it is held no more. */
    @DataBoundSetter
    public void setUntil(String until) {
        day(FormText.trimmed(until));
        this.until = FormText.trimmed(until);
    }

    private static void checkPattern(String text) {
        if (!text.isEmpty()) {
            new NamePattern(text);
        }
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Holidays.day(text));
    }

    Hold toHold() {
        return new Hold(
                new NamePattern(packages),
                version.isEmpty() ? Optional.empty() : Optional.of(new NamePattern(version)),
                reason,
                by,
                day(until));
    }

    /** How it is entered. */
    @Extension
    @Symbol("hostUpdateHold")
    public static final class DescriptorImpl extends Descriptor<HoldSetting> {

        @Override
        public String getDisplayName() {
            return Messages.HoldSetting_DisplayName();
        }

        /** Checks the packages as typed. */
        @POST
        public FormValidation doCheckPackages(@QueryParameter String value) {
            return FormChecks.text(value, NamePattern::new);
        }

        /** Checks the version as typed. */
        @POST
        public FormValidation doCheckVersion(@QueryParameter String value) {
            return FormChecks.text(value, HoldSetting::checkPattern);
        }

        /** Checks the reason as typed. */
        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            return FormChecks.text(value, text -> FormText.required("reason", text));
        }

        /** Checks the author as typed. */
        @POST
        public FormValidation doCheckBy(@QueryParameter String value) {
            return FormChecks.text(value, text -> FormText.required("by", text));
        }

        /** Checks the day as typed; one that has come is warned of. */
        @POST
        public FormValidation doCheckUntil(@QueryParameter String value) {
            FormValidation checked = FormChecks.text(value, HoldSetting::day);
            return checked.kind == FormValidation.Kind.OK
                            && day(FormText.trimmed(value))
                                    .filter(day -> !day.isAfter(LocalDate.now()))
                                    .isPresent()
                    ? FormValidation.warning(Messages.HoldSetting_Over())
                    : checked;
        }
    }
}
