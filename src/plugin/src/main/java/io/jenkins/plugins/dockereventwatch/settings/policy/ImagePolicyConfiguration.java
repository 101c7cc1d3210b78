package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.SettingsSection;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Limits;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Official;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Patterns;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Requirement;
import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The image policy: Manage Jenkins → System, {@code unclassified: dockerImagePolicy:}. */
@Extension
@Symbol("dockerImagePolicy")
public final class ImagePolicyConfiguration extends SettingsSection {

    private static final String PLACE = "Jenkins settings, image policy";
    /** The allowed ages of images in days; 0 for no limit. */
    private static final NumberRange DAYS = new NumberRange(0, Limits.DAYS.max());

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
    /** The policy compiled last, and its settings; null until it is requested. Guarded by this. */
    private transient ImagePolicy policy;

    private transient PolicySettings compiled;

    /** Copies the settings of an imported policy. */
    void copy(PolicySettings policy) {
        official = policy.official().allowed();
        officialNames = new ArrayList<>(policy.official().names());
        withdrawn = new ArrayList<>(policy.official().withdrawn());
        allow = values(policy.patterns().allow());
        deny = values(policy.patterns().deny());
        publishers = new ArrayList<>(
                policy.publishers().stream().map(PublisherSetting::of).toList());
        Requirement requirement = policy.limits().require();
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

    /** Converts the settings for the engine. Each part has its location, for display in verdicts. */
    PolicySettings settings() {
        Requirement requirement = sources.isEmpty() && licenses.isEmpty()
                ? null
                : new Requirement(sources, licenses, place("sources, licenses"));
        return new PolicySettings(
                PLACE,
                new Official(official, place("official"), officialNames, withdrawn),
                new Patterns(numbered(allow, "allow", Entry::new), numbered(deny, "deny", Entry::new)),
                numbered(publishers, "publishers", PublisherSetting::toPublisher),
                new Limits(
                        numbered(deniedTags, "deniedTags", Entry::new),
                        digestRequired ? place("digestRequired") : "",
                        minDays,
                        maxDays,
                        place("minDays, maxDays"),
                        requirement),
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

    public boolean isOfficial() {
        return official;
    }

    @DataBoundSetter
    public void setOfficial(boolean official) {
        this.official = official;
        save();
    }

    /** Returns the official images that are missing in the plugin's list. */
    public List<String> getOfficialNames() {
        return List.copyOf(officialNames);
    }

    @DataBoundSetter
    public void setOfficialNames(List<String> officialNames) {
        this.officialNames = FormText.entries(officialNames, ImagePolicy::checkName);
        save();
    }

    /**
     * Returns the official images that are no longer maintained; {@code default} stands for those of the plugin's list.
     */
    public List<String> getWithdrawn() {
        return List.copyOf(withdrawn);
    }

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

    public List<String> getAllow() {
        return List.copyOf(allow);
    }

    @DataBoundSetter
    public void setAllow(List<String> allow) {
        this.allow = FormText.entries(allow, ImagePolicy::checkPattern);
        save();
    }

    public List<String> getDeny() {
        return List.copyOf(deny);
    }

    @DataBoundSetter
    public void setDeny(List<String> deny) {
        this.deny = FormText.entries(deny, ImagePolicy::checkPattern);
        save();
    }

    public List<PublisherSetting> getPublishers() {
        return List.copyOf(publishers);
    }

    @DataBoundSetter
    public void setPublishers(List<PublisherSetting> publishers) {
        this.publishers = new ArrayList<>(publishers);
        save();
    }

    /** Returns the patterns of sources that images must declare; empty for any. */
    public List<String> getSources() {
        return List.copyOf(sources);
    }

    @DataBoundSetter
    public void setSources(List<String> sources) {
        this.sources = FormText.entries(sources, ImagePolicy::checkSource);
        save();
    }

    /** Returns the licenses that images may declare; empty for any. */
    public List<String> getLicenses() {
        return List.copyOf(licenses);
    }

    @DataBoundSetter
    public void setLicenses(List<String> licenses) {
        this.licenses = FormText.entries(licenses);
        save();
    }

    public List<String> getDeniedTags() {
        return List.copyOf(deniedTags);
    }

    @DataBoundSetter
    public void setDeniedTags(List<String> deniedTags) {
        this.deniedTags = FormText.entries(deniedTags, ImagePolicy::checkTag);
        save();
    }

    public boolean isDigestRequired() {
        return digestRequired;
    }

    @DataBoundSetter
    public void setDigestRequired(boolean digestRequired) {
        this.digestRequired = digestRequired;
        save();
    }

    /** Returns the minimum age of an image in days; 0 for no minimum. */
    public int getMinDays() {
        return minDays;
    }

    /** Sets the minimum age of an image in days; 0 for no minimum. */
    @DataBoundSetter
    public void setMinDays(int minDays) {
        this.minDays = DAYS.check(minDays);
        save();
    }

    /** Returns the maximum age of an image in days; 0 for no maximum. */
    public int getMaxDays() {
        return maxDays;
    }

    /** Sets the maximum age of an image in days; 0 for no maximum. */
    @DataBoundSetter
    public void setMaxDays(int maxDays) {
        this.maxDays = DAYS.check(maxDays);
        save();
    }

    public List<ExemptionSetting> getExemptions() {
        return List.copyOf(exemptions);
    }

    @DataBoundSetter
    public void setExemptions(List<ExemptionSetting> exemptions) {
        this.exemptions = new ArrayList<>(exemptions);
        save();
    }

    public static ImagePolicyConfiguration get() {
        return ExtensionList.lookupSingleton(ImagePolicyConfiguration.class);
    }

    public ImagePolicyConfiguration() {
        super("officialNames", "withdrawn", "allow", "deny", "sources", "licenses", "deniedTags");
    }

    @Override
    protected SettingsSection initial() {
        return new ImagePolicyConfiguration();
    }

    @Override
    public String getDisplayName() {
        return Messages.ImagePolicyConfiguration_DisplayName();
    }

    /**
     * Returns the current policy.
     *
     * @throws IllegalArgumentException if the policy is invalid because its file was edited; in this case no image is
     *     allowed
     */
    public synchronized ImagePolicy policy() {
        PolicySettings current = settings();
        if (!current.equals(compiled)) {
            policy = ImagePolicy.of(current, Clock.systemDefaultZone());
            compiled = current;
        }
        return policy;
    }

    /**
     * Returns the current policy, for callers that report errors to users.
     *
     * @throws AbortException if the policy is invalid; the message is for users
     */
    public ImagePolicy usablePolicy() throws AbortException {
        try {
            return policy();
        } catch (IllegalArgumentException e) {
            throw new AbortException(Messages.ImagePolicyConfiguration_Unusable(e.getMessage()));
        }
    }

    /** Replaces the policy by an imported one. */
    public void take(PolicySettings other) {
        copy(other);
        save();
    }

    @POST
    public FormValidation doCheckOfficialNames(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkName);
    }

    @POST
    public FormValidation doCheckWithdrawn(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicyConfiguration::checkWithdrawn);
    }

    @POST
    public FormValidation doCheckAllow(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkPattern);
    }

    @POST
    public FormValidation doCheckDeny(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkPattern);
    }

    @POST
    public FormValidation doCheckSources(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkSource);
    }

    @POST
    public FormValidation doCheckDeniedTags(@QueryParameter String value) {
        return FormChecks.lines(value, ImagePolicy::checkTag);
    }

    @POST
    public FormValidation doCheckMinDays(@QueryParameter String value) {
        return FormChecks.text(value, DAYS::parse);
    }

    @POST
    public FormValidation doCheckMaxDays(@QueryParameter String value) {
        return FormChecks.text(value, DAYS::parse);
    }
}
