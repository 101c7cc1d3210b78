package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Publisher;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A publisher of good reputation, whose images are allowed. */
public final class PublisherSetting implements Describable<PublisherSetting> {

    private final String namespace;
    private final String reason;
    private final String vouchedBy;

    /**
     * A publisher.
     *
     * @param namespace {@code quay.io/keycloak}: all images below it
     * @param reason why it is trusted
     * @param vouchedBy who says so
     * @throws IllegalArgumentException if anything is missing or the namespace is none
     */
    @DataBoundConstructor
    public PublisherSetting(String namespace, String reason, String vouchedBy) {
        this.namespace = FormText.required("namespace", namespace);
        this.reason = FormText.required("reason", reason);
        this.vouchedBy = FormText.required("vouchedBy", vouchedBy);
        ImagePolicy.checkNamespace(this.namespace);
    }

    /** The namespace, all below it. */
    public String getNamespace() {
        return namespace;
    }

    /** Why it is trusted. */
    public String getReason() {
        return reason;
    }

    /** Who vouches for that. */
    public String getVouchedBy() {
        return vouchedBy;
    }

    static PublisherSetting of(Publisher publisher) {
        return new PublisherSetting(publisher.namespace(), publisher.reason(), publisher.vouchedBy());
    }

    Publisher toPublisher(String place) {
        return new Publisher(namespace, reason, vouchedBy, place);
    }

    /** How it is entered. */
    @Extension
    @Symbol("dockerImagePublisher")
    public static final class DescriptorImpl extends Descriptor<PublisherSetting> {

        @Override
        public String getDisplayName() {
            return Messages.PublisherSetting_DisplayName();
        }

        /** Checks the namespace as typed. */
        @POST
        public FormValidation doCheckNamespace(@QueryParameter String value) {
            return FormChecks.text(value, text -> ImagePolicy.checkNamespace(FormText.required("namespace", text)));
        }

        /** Checks the reason as typed. */
        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            return FormChecks.required(value);
        }

        /** Checks as typed who vouches for it. */
        @POST
        public FormValidation doCheckVouchedBy(@QueryParameter String value) {
            return FormChecks.required(value);
        }
    }
}
