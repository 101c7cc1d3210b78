package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.Lines;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Exemption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An image that is allowed for a time, whatever else denies it. */
public final class ExemptionSetting implements Describable<ExemptionSetting> {

    private final String reference;
    private final String reason;
    private final String owner;
    private final String until;

    /**
     * An exemption.
     *
     * @param reference a reference or pattern
     * @param reason why
     * @param owner who answers for it
     * @param until the last day on which it holds, {@code 2027-01-31}
     * @throws IllegalArgumentException if anything is missing or cannot be read
     */
    @DataBoundConstructor
    public ExemptionSetting(String reference, String reason, String owner, String until) {
        this.reference = Required.text("reference", reference);
        this.reason = Required.text("reason", reason);
        this.owner = Required.text("owner", owner);
        this.until = Required.text("until", until);
        ImagePolicy.checkPattern(this.reference);
        day(this.until);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(Messages.ExemptionSetting_NoDay(text), e);
        }
    }

    /** The reference or pattern. */
    public String getReference() {
        return reference;
    }

    /** Why. */
    public String getReason() {
        return reason;
    }

    /** Who answers for it. */
    public String getOwner() {
        return owner;
    }

    /** The last day on which it holds. */
    public String getUntil() {
        return until;
    }

    static ExemptionSetting of(Exemption exemption) {
        return new ExemptionSetting(
                exemption.reference(),
                exemption.reason(),
                exemption.owner(),
                exemption.until().toString());
    }

    Exemption toExemption(String place) {
        return new Exemption(reference, reason, owner, day(until), place);
    }

    /** How it is entered. */
    @Extension
    @Symbol("dockerImageExemption")
    public static final class DescriptorImpl extends Descriptor<ExemptionSetting> {

        @Override
        public String getDisplayName() {
            return Messages.ExemptionSetting_DisplayName();
        }

        /** Checks the reference as typed. */
        @POST
        public FormValidation doCheckReference(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Required.isMissing(value)
                    ? FormValidation.error(Messages.Required_Empty())
                    : Lines.validation(value, ImagePolicy::checkPattern);
        }

        /** Checks the reason as typed. */
        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            return Required.validation(value);
        }

        /** Checks the owner as typed. */
        @POST
        public FormValidation doCheckOwner(@QueryParameter String value) {
            return Required.validation(value);
        }

        /** Checks the day as typed; one that has passed is warned of. */
        @POST
        public FormValidation doCheckUntil(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            if (Required.isMissing(value)) {
                return FormValidation.error(Messages.Required_Empty());
            }
            try {
                return day(value.strip()).isBefore(LocalDate.now())
                        ? FormValidation.warning(Messages.ExemptionSetting_Over())
                        : FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
