package io.jenkins.plugins.dockereventwatch.settings.policy;

import io.jenkins.plugins.dockereventwatch.form.Lines;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Limits;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import jenkins.model.GlobalConfiguration;
import org.kohsuke.stapler.DataBoundSetter;

/** What an image policy is made of, as its administrator enters it; each setter checks, and saves. */
public abstract class ImagePolicyFields extends GlobalConfiguration {

    private static final String PLACE = "Jenkins settings, image policy";
    static final int MOST_DAYS = 36_500;

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

    ImagePolicyFields() {}

    /** Takes over what another one has. */
    final void copy(ImagePolicyFields other) {
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
    final void copy(PolicySettings policy) {
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
    final PolicySettings settings() {
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
    public final boolean isOfficial() {
        return official;
    }

    /** Sets whether Docker Official Images are allowed. */
    @DataBoundSetter
    public final void setOfficial(boolean official) {
        this.official = official;
        save();
    }

    /** Official images that are newer than the list that comes with the plugin. */
    public final List<String> getOfficialNames() {
        return List.copyOf(officialNames);
    }

    /** Sets the official images that are newer than the list. */
    @DataBoundSetter
    public final void setOfficialNames(List<String> officialNames) {
        this.officialNames = Lines.checked(officialNames, ImagePolicy::checkName);
        save();
    }

    /** Official images that are no longer maintained; {@code default}: those of the list. */
    public final List<String> getWithdrawn() {
        return List.copyOf(withdrawn);
    }

    /** Sets the official images that are no longer maintained. */
    @DataBoundSetter
    public final void setWithdrawn(List<String> withdrawn) {
        this.withdrawn = Lines.checked(withdrawn, ImagePolicyFields::checkWithdrawn);
        save();
    }

    static void checkWithdrawn(String name) {
        if (!name.equals(PolicySettings.DEFAULT_LIST)) {
            ImagePolicy.checkName(name);
        }
    }

    /** Patterns of images that are allowed. */
    public final List<String> getAllow() {
        return List.copyOf(allow);
    }

    /** Sets the patterns of images that are allowed. */
    @DataBoundSetter
    public final void setAllow(List<String> allow) {
        this.allow = Lines.checked(allow, ImagePolicy::checkPattern);
        save();
    }

    /** Patterns of images that are denied. */
    public final List<String> getDeny() {
        return List.copyOf(deny);
    }

    /** Sets the patterns of images that are denied. */
    @DataBoundSetter
    public final void setDeny(List<String> deny) {
        this.deny = Lines.checked(deny, ImagePolicy::checkPattern);
        save();
    }

    /** Publishers of good reputation. */
    public final List<PublisherSetting> getPublishers() {
        return List.copyOf(publishers);
    }

    /** Sets the publishers of good reputation. */
    @DataBoundSetter
    public final void setPublishers(List<PublisherSetting> publishers) {
        this.publishers = new ArrayList<>(publishers);
        save();
    }

    /** Patterns of the source that images must claim; empty: any. */
    public final List<String> getSources() {
        return List.copyOf(sources);
    }

    /** Sets the patterns of the source that images must claim. */
    @DataBoundSetter
    public final void setSources(List<String> sources) {
        this.sources = Lines.checked(sources, ImagePolicy::checkSource);
        save();
    }

    /** The licences that images may claim; empty: any. */
    public final List<String> getLicenses() {
        return List.copyOf(licenses);
    }

    /** Sets the licences that images may claim. */
    @DataBoundSetter
    public final void setLicenses(List<String> licenses) {
        this.licenses = Lines.checked(licenses, license -> {});
        save();
    }

    /** Patterns of tags that are denied. */
    public final List<String> getDeniedTags() {
        return List.copyOf(deniedTags);
    }

    /** Sets the patterns of tags that are denied. */
    @DataBoundSetter
    public final void setDeniedTags(List<String> deniedTags) {
        this.deniedTags = Lines.checked(deniedTags, ImagePolicy::checkTag);
        save();
    }

    /** Whether images must be named by digest. */
    public final boolean isDigestRequired() {
        return digestRequired;
    }

    /** Sets whether images must be named by digest. */
    @DataBoundSetter
    public final void setDigestRequired(boolean digestRequired) {
        this.digestRequired = digestRequired;
        save();
    }

    /** How many days old an image must be; 0: any. */
    public final int getMinDays() {
        return minDays;
    }

    /** Sets how many days old an image must be. */
    @DataBoundSetter
    public final void setMinDays(int minDays) {
        this.minDays = days(minDays);
        save();
    }

    /** How many days old an image may be; 0: any. */
    public final int getMaxDays() {
        return maxDays;
    }

    /** Sets how many days old an image may be. */
    @DataBoundSetter
    public final void setMaxDays(int maxDays) {
        this.maxDays = days(maxDays);
        save();
    }

    private static int days(int days) {
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException(Messages.ImagePolicyFields_NoDays(days, MOST_DAYS));
        }
        return days;
    }

    /** Images that are allowed for a time. */
    public final List<ExemptionSetting> getExemptions() {
        return List.copyOf(exemptions);
    }

    /** Sets the images that are allowed for a time. */
    @DataBoundSetter
    public final void setExemptions(List<ExemptionSetting> exemptions) {
        this.exemptions = new ArrayList<>(exemptions);
        save();
    }
}
