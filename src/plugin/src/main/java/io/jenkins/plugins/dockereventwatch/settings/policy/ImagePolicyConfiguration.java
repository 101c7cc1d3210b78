package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.Lines;
import io.jenkins.plugins.dockereventwatch.form.SettingsFile;
import io.jenkins.plugins.dockereventwatch.form.Submission;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Which images builds may use: Manage Jenkins → System, {@code unclassified: dockerImagePolicy:}. */
@Extension
@Symbol("dockerImagePolicy")
public final class ImagePolicyConfiguration extends ImagePolicyFields implements PersistentDescriptor {

    private static final List<String> TEXT_AREAS =
            List.of("officialNames", "withdrawn", "allow", "deny", "sources", "licenses", "deniedTags");

    /** Guarded by this: compiled when first asked for after a change. */
    private transient ImagePolicy policy;

    /** The one there is. */
    public static ImagePolicyConfiguration get() {
        return ExtensionList.lookupSingleton(ImagePolicyConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.ImagePolicyConfiguration_DisplayName();
    }

    /**
     * The policy that holds.
     *
     * @throws IllegalArgumentException if it cannot be used, since someone wrote its file by hand; nothing is allowed then
     */
    public synchronized ImagePolicy policy() {
        if (policy == null) {
            policy = ImagePolicy.of(settings(), Clock.systemDefaultZone());
        }
        return policy;
    }

    /**
     * The same, for whoever shows users what went wrong.
     *
     * @throws AbortException if it cannot be used; the message says so to users
     */
    public ImagePolicy usablePolicy() throws AbortException {
        try {
            return policy();
        } catch (IllegalArgumentException e) {
            throw new AbortException(Messages.ImagePolicyConfiguration_Unusable(e.getMessage()));
        }
    }

    /** Takes the form: all of it or nothing, written once. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        copy(Submission.read(
                request,
                form,
                TEXT_AREAS,
                new ImagePolicyConfiguration(),
                Messages::ImagePolicyConfiguration_NotSaved));
        save();
        return true;
    }

    /** Takes over a policy that was written elsewhere, in place of the one that holds. */
    public void take(PolicySettings other) {
        copy(other);
        save();
    }

    /** Writes the settings, and has them hold. */
    @Override
    public synchronized void save() {
        // Before: whoever is told that it was saved asks for it, some from threads of their own.
        policy = null;
        super.save();
    }

    /** Reads the settings, and has them hold. */
    @Override
    public synchronized void load() {
        SettingsFile.read(getConfigFile(), new ImagePolicyConfiguration()).ifPresent(this::copy);
        policy = null;
    }

    /** What a text area shows of a list. */
    public String lines(List<String> entries) {
        return Lines.text(entries);
    }

    private static FormValidation check(String value, Consumer<String> check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return Lines.validation(value, check);
    }

    /** Checks the official names as typed. */
    @POST
    public FormValidation doCheckOfficialNames(@QueryParameter String value) {
        return check(value, ImagePolicy::checkName);
    }

    /** Checks the withdrawn names as typed. */
    @POST
    public FormValidation doCheckWithdrawn(@QueryParameter String value) {
        return check(value, ImagePolicyFields::checkWithdrawn);
    }

    /** Checks the patterns as typed. */
    @POST
    public FormValidation doCheckAllow(@QueryParameter String value) {
        return check(value, ImagePolicy::checkPattern);
    }

    /** Checks the patterns as typed. */
    @POST
    public FormValidation doCheckDeny(@QueryParameter String value) {
        return check(value, ImagePolicy::checkPattern);
    }

    /** Checks the sources as typed. */
    @POST
    public FormValidation doCheckSources(@QueryParameter String value) {
        return check(value, ImagePolicy::checkSource);
    }

    /** Checks the tags as typed. */
    @POST
    public FormValidation doCheckDeniedTags(@QueryParameter String value) {
        return check(value, ImagePolicy::checkTag);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckMinDays(@QueryParameter String value) {
        return checkDays(value);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckMaxDays(@QueryParameter String value) {
        return checkDays(value);
    }

    private static FormValidation checkDays(String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return value.strip().matches("[0-9]{1,5}") && Integer.parseInt(value.strip()) <= MOST_DAYS
                ? FormValidation.ok()
                : FormValidation.error(Messages.ImagePolicyFields_NoDays(value, MOST_DAYS));
    }
}
