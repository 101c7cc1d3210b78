package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.SettingsFile;
import io.jenkins.plugins.dockereventwatch.form.Submission;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Limits;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Requirement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Which images builds may use: Manage Jenkins → System, {@code unclassified: dockerImagePolicy:}. */
@Extension
@Symbol("dockerImagePolicy")
public final class ImagePolicyConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    private static final String PLACE = "Jenkins settings, image policy";
    static final int MOST_DAYS = 36_500;
    private static final List<String> TEXT_AREAS =
            List.of("officialNames", "withdrawn", "allow", "deny", "sources", "licenses", "deniedTags");

    private boolean official = true;
    private List<String> officialNames = new ArrayList<>();
    private List<String> withdrawn = new ArrayList<>(List.of(PolicySettings.DEFAULT_LIST));
    private List<String> allow = new ArrayList<>();
    private List<String> deny = new ArrayList<>();
    private List<PublisherSetting> publishers = new ArrayList<>();
    private List<String> sources = new ArrayList<>();
    private List<String> licenses = new ArrayList<>();
    private List<String> deniedTags = new ArrayList<>();
    private boolean digestRequired;
    private int minDays;
    private int maxDays;
    private List<ExemptionSetting> exemptions = new ArrayList<>();
    /** Guarded by this: compiled when first asked for after a change. */
    private transient ImagePolicy policy;

    /** Takes over what another one has. */
    void copy(ImagePolicyConfiguration other) {
        official = other.official;
        officialNames = other.officialNames;
        withdrawn = other.withdrawn;
        allow = other.allow;
        deny = other.deny;
        publishers = other.publishers;
        sources = other.sources;
        licenses = other.licenses;
        deniedTags = other.deniedTags;
        digestRequired = other.digestRequired;
        minDays = other.minDays;
        maxDays = other.maxDays;
        exemptions = other.exemptions;
    }

    /** Takes over what a policy that was written elsewhere says. */
    void copy(PolicySettings policy) {
        official = policy.official();
        officialNames = new ArrayList<>(policy.officialNames());
        withdrawn = new ArrayList<>(policy.withdrawn());
        allow = values(policy.allow());
        deny = values(policy.deny());
        publishers = new ArrayList<>(
                policy.publishers().stream().map(PublisherSetting::of).toList());
        Requirement requirement = policy.require();
        sources = requirement == null ? new ArrayList<>() : new ArrayList<>(requirement.sources());
        licenses = requirement == null ? new ArrayList<>() : new ArrayList<>(requirement.licenses());
        deniedTags = values(policy.limits().deniedTags());
        digestRequired = !policy.limits().digest().isEmpty();
        minDays = policy.limits().youngest();
        maxDays = policy.limits().oldest();
        exemptions = new ArrayList<>(
                policy.exemptions().stream().map(ExemptionSetting::of).toList());
    }

    private static List<String> values(List<Entry> entries) {
        return new ArrayList<>(entries.stream().map(Entry::value).toList());
    }

    /** For the engine; each part with its place, as verdicts show it. */
    PolicySettings settings() {
        Requirement requirement = sources.isEmpty() && licenses.isEmpty()
                ? null
                : new Requirement(sources, licenses, place("sources, licenses"));
        return new PolicySettings(
                PLACE,
                official,
                place("official"),
                officialNames,
                withdrawn,
                numbered(allow, "allow", Entry::new),
                numbered(deny, "deny", Entry::new),
                numbered(publishers, "publishers", PublisherSetting::toPublisher),
                requirement,
                new Limits(
                        numbered(deniedTags, "deniedTags", Entry::new),
                        digestRequired ? place("digestRequired") : "",
                        minDays,
                        maxDays,
                        place("minDays, maxDays")),
                numbered(exemptions, "exemptions", ExemptionSetting::toExemption));
    }

    private static <F, T> List<T> numbered(List<F> from, String field, BiFunction<F, String, T> make) {
        List<T> made = new ArrayList<>();
        for (F each : from) {
            made.add(make.apply(each, place(field) + " " + (made.size() + 1)));
        }
        return made;
    }

    private static String place(String field) {
        return PLACE + ", " + field;
    }

    /** Whether Docker Official Images are allowed. */
    public boolean isOfficial() {
        return official;
    }

    /** Sets whether Docker Official Images are allowed. */
    @DataBoundSetter
    public void setOfficial(boolean official) {
        this.official = official;
        save();
    }

    /** Official images that are newer than the list that comes with the plugin. */
    public List<String> getOfficialNames() {
        return List.copyOf(officialNames);
    }

    /** Sets the official images that are newer than the list. */
    @DataBoundSetter
    public void setOfficialNames(List<String> officialNames) {
        this.officialNames = FormText.entries(officialNames, ImagePolicy::checkName);
        save();
    }

    /** Official images that are no longer maintained; {@code default}: those of the list. */
    public List<String> getWithdrawn() {
        return List.copyOf(withdrawn);
    }

    /** Sets the official images that are no longer maintained. */
    @DataBoundSetter
    public void setWithdrawn(List<String> withdrawn) {
        this.withdrawn = FormText.entries(withdrawn, ImagePolicyConfiguration::checkWithdrawn);
        save();
    }

    static void checkWithdrawn(String name) {
        if (!name.equals(PolicySettings.DEFAULT_LIST)) {
            ImagePolicy.checkName(name);
        }
    }

    /** Patterns of images that are allowed. */
    public List<String> getAllow() {
        return List.copyOf(allow);
    }

    /** Sets the patterns of images that are allowed. */
    @DataBoundSetter
    public void setAllow(List<String> allow) {
        this.allow = FormText.entries(allow, ImagePolicy::checkPattern);
        save();
    }

    /** Patterns of images that are denied. */
    public List<String> getDeny() {
        return List.copyOf(deny);
    }

    /** Sets the patterns of images that are denied. */
    @DataBoundSetter
    public void setDeny(List<String> deny) {
        this.deny = FormText.entries(deny, ImagePolicy::checkPattern);
        save();
    }

    /** Publishers of good reputation. */
    public List<PublisherSetting> getPublishers() {
        return List.copyOf(publishers);
    }

    /** Sets the publishers of good reputation. */
    @DataBoundSetter
    public void setPublishers(List<PublisherSetting> publishers) {
        this.publishers = new ArrayList<>(publishers);
        save();
    }

    /** Patterns of the source that images must claim; empty: any. */
    public List<String> getSources() {
        return List.copyOf(sources);
    }

    /** Sets the patterns of the source that images must claim. */
    @DataBoundSetter
    public void setSources(List<String> sources) {
        this.sources = FormText.entries(sources, ImagePolicy::checkSource);
        save();
    }

    /** The licences that images may claim; empty: any. */
    public List<String> getLicenses() {
        return List.copyOf(licenses);
    }

    /** Sets the licences that images may claim. */
    @DataBoundSetter
    public void setLicenses(List<String> licenses) {
        this.licenses = FormText.entries(licenses, license -> {});
        save();
    }

    /** Patterns of tags that are denied. */
    public List<String> getDeniedTags() {
        return List.copyOf(deniedTags);
    }

    /** Sets the patterns of tags that are denied. */
    @DataBoundSetter
    public void setDeniedTags(List<String> deniedTags) {
        this.deniedTags = FormText.entries(deniedTags, ImagePolicy::checkTag);
        save();
    }

    /** Whether images must be named by digest. */
    public boolean isDigestRequired() {
        return digestRequired;
    }

    /** Sets whether images must be named by digest. */
    @DataBoundSetter
    public void setDigestRequired(boolean digestRequired) {
        this.digestRequired = digestRequired;
        save();
    }

    /** How many days old an image must be; 0: any. */
    public int getMinDays() {
        return minDays;
    }

    /** Sets how many days old an image must be. */
    @DataBoundSetter
    public void setMinDays(int minDays) {
        this.minDays = FormText.number(minDays, 0, MOST_DAYS);
        save();
    }

    /** How many days old an image may be; 0: any. */
    public int getMaxDays() {
        return maxDays;
    }

    /** Sets how many days old an image may be. */
    @DataBoundSetter
    public void setMaxDays(int maxDays) {
        this.maxDays = FormText.number(maxDays, 0, MOST_DAYS);
        save();
    }

    /** Images that are allowed for a time. */
    public List<ExemptionSetting> getExemptions() {
        return List.copyOf(exemptions);
    }

    /** Sets the images that are allowed for a time. */
    @DataBoundSetter
    public void setExemptions(List<ExemptionSetting> exemptions) {
        this.exemptions = new ArrayList<>(exemptions);
        save();
    }

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
        return FormText.joined(entries);
    }

    /** Checks the official names as typed. */
    @POST
    public FormValidation doCheckOfficialNames(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkName);
    }

    /** Checks the withdrawn names as typed. */
    @POST
    public FormValidation doCheckWithdrawn(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicyConfiguration::checkWithdrawn);
    }

    /** Checks the patterns as typed. */
    @POST
    public FormValidation doCheckAllow(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkPattern);
    }

    /** Checks the patterns as typed. */
    @POST
    public FormValidation doCheckDeny(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkPattern);
    }

    /** Checks the sources as typed. */
    @POST
    public FormValidation doCheckSources(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkSource);
    }

    /** Checks the tags as typed. */
    @POST
    public FormValidation doCheckDeniedTags(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkTag);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckMinDays(@QueryParameter String value) {
        return FormChecks.number(value, 0, MOST_DAYS);
    }

    /** Checks the days as typed. */
    @POST
    public FormValidation doCheckMaxDays(@QueryParameter String value) {
        return FormChecks.number(value, 0, MOST_DAYS);
    }
}
