package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Exemption;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.LocalDate;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An image that is allowed until a date although another rule denies it. */
public final class ExemptionSetting implements Describable<ExemptionSetting> {

    public final String reference;
    public final String reason;
    public final String owner;

    /** The last day on which the exemption is valid, for example {@code 2027-01-31}. */
    public final String until;

    /** Throws an {@link IllegalArgumentException} if a value is missing or invalid. */
    @DataBoundConstructor
    public ExemptionSetting(String reference, String reason, String owner, String until) {
        this.reference = FormText.required("reference", reference);
        this.reason = FormText.required("reason", reason);
        this.owner = FormText.required("owner", owner);
        this.until = FormText.required("until", until);
        ImagePolicy.checkPattern(this.reference);
        Holidays.day(this.until);
    }

    static ExemptionSetting of(Exemption exemption) {
        return new ExemptionSetting(
                exemption.reference(),
                exemption.reason(),
                exemption.owner(),
                exemption.until().toString());
    }

    Exemption toExemption(String place) {
        return new Exemption(reference, reason, owner, Holidays.day(until), place);
    }

    @Extension
    @Symbol("dockerImageExemption")
    public static final class DescriptorImpl extends Descriptor<ExemptionSetting> {

        @Override
        public String getDisplayName() {
            return Messages.ExemptionSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckReference(@QueryParameter String value) {
            return FormChecks.text(value, ImagePolicy::checkPattern);
        }

        /** Validates the day, and warns if it has passed. */
        @POST
        public FormValidation doCheckUntil(@QueryParameter String value) {
            FormValidation checked = FormChecks.text(value, Holidays::day);
            return checked.kind == FormValidation.Kind.OK
                            && Holidays.day(value.strip()).isBefore(LocalDate.now())
                    ? FormValidation.warning(Messages.ExemptionSetting_Over())
                    : checked;
        }
    }
}
