package io.jenkins.plugins.dockereventwatch.settings.channel;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.config.ActiveHoursText;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.Recipients;
import io.jenkins.plugins.dockereventwatch.message.MailText;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialsChoice;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Base class of the descriptors of channels. */
public abstract class ChannelDescriptor extends Descriptor<ChannelSetting> {

    @POST
    public final FormValidation doCheckName(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String name = FormText.trimmed(value);
        if (name.isEmpty()) {
            return FormValidation.error(Messages.ChannelSetting_NoName());
        }
        return name.contains(",") ? FormValidation.error(Messages.ChannelSetting_Comma()) : FormValidation.ok();
    }

    @POST
    public final FormValidation doCheckRateLimit(@QueryParameter String value) {
        return FormChecks.text(value, RateLimit.PER_MINUTE::parse);
    }

    @POST
    public final FormValidation doCheckRateBurst(@QueryParameter String value) {
        return FormChecks.text(value, RateLimit.BURST::parse);
    }

    @POST
    public final FormValidation doCheckActiveHours(@QueryParameter String value) {
        return FormChecks.text(value, text -> {
            if (!text.isEmpty()) {
                ActiveHoursText.parse(text);
            }
        });
    }

    @POST
    public final FormValidation doCheckActiveZone(@QueryParameter String value) {
        return FormChecks.text(value, FormText::zone);
    }

    @POST
    public final FormValidation doCheckOtherwise(@QueryParameter String value, @QueryParameter String activeHours) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String name = FormText.trimmed(value);
        if (name.isEmpty()) {
            return FormValidation.ok();
        }
        if (FormText.trimmed(activeHours).isEmpty()) {
            return FormValidation.warning(Messages.ChannelSetting_NoActiveHours());
        }
        Set<String> known = SavedChannels.names();
        return known.contains(name) ? FormValidation.ok() : FormValidation.warning(SavedChannels.unknown(name, known));
    }

    @POST
    public final ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        return CredentialsChoice.secretTexts(credentialsId);
    }

    /**
     * Checks a template.
     *
     * @param json whether its result must be JSON
     */
    public static FormValidation checkTemplate(String value, boolean json) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (FormText.trimmed(value).isEmpty()) {
            return FormValidation.ok();
        }
        try {
            List<String> problems = TemplateText.problems(FormText.withLineFeeds(value), json);
            return problems.isEmpty() ? FormValidation.ok() : FormValidation.warning(String.join("\n", problems));
        } catch (IllegalArgumentException e) {
            return FormValidation.error(FormText.message(e));
        }
    }

    /** Checks the template of a mail. */
    public static FormValidation checkMailTemplate(String value) {
        FormValidation syntax = checkTemplate(value, false);
        if (syntax.kind == FormValidation.Kind.ERROR) {
            return syntax;
        }
        FormValidation mail =
                FormChecks.text(value, text -> MailText.check(TemplateText.compile(FormText.withLineFeeds(value))));
        return mail.kind == FormValidation.Kind.OK ? syntax : mail;
    }

    static FormValidation sendTestAlert(Supplier<ChannelSetting> entered, String testRecipient) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try (JenkinsCredentialResolver credentials = new JenkinsCredentialResolver()) {
            ChannelSetting channel = entered.get();
            List<String> recipients = FormText.trimmed(testRecipient).isEmpty()
                    ? channel.ownRecipients()
                    : Recipients.parse(testRecipient);
            return FormValidation.ok(new TestAlert(credentials).send(channel, recipients));
        } catch (IllegalArgumentException e) {
            return FormValidation.error(FormText.message(e));
        }
    }
}
