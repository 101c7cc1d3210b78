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

/** A publisher: a trusted namespace whose images are allowed. */
public final class PublisherSetting implements Describable<PublisherSetting> {

    /** The namespace, for example {@code quay.io/keycloak}; it includes all images below it. */
    public final String namespace;

    public final String reason;
    public final String vouchedBy;

    /** Throws an {@link IllegalArgumentException} if a value is missing or the namespace is invalid. */
    @DataBoundConstructor
    public PublisherSetting(String namespace, String reason, String vouchedBy) {
        this.namespace = FormText.required("namespace", namespace);
        this.reason = FormText.required("reason", reason);
        this.vouchedBy = FormText.required("vouchedBy", vouchedBy);
        ImagePolicy.checkNamespace(this.namespace);
    }

    static PublisherSetting of(Publisher publisher) {
        return new PublisherSetting(publisher.namespace(), publisher.reason(), publisher.vouchedBy());
    }

    Publisher toPublisher(String place) {
        return new Publisher(namespace, reason, vouchedBy, place);
    }

    @Extension
    @Symbol("dockerImagePublisher")
    public static final class DescriptorImpl extends Descriptor<PublisherSetting> {

        @Override
        public String getDisplayName() {
            return Messages.PublisherSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckNamespace(@QueryParameter String value) {
            return FormChecks.text(value, ImagePolicy::checkNamespace);
        }
    }
}
