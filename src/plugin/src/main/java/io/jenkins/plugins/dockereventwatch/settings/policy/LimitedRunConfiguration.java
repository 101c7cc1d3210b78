package io.jenkins.plugins.dockereventwatch.settings.policy;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.SettingsSection;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;

/** The limits of limited runs: Manage Jenkins → System, {@code unclassified: dockerRunLimits:}. */
@Extension
@Symbol("dockerRunLimits")
public final class LimitedRunConfiguration extends SettingsSection {

    private List<LimitSetting> limits = new ArrayList<>();
    private List<String> networks = new ArrayList<>();
    private List<String> capabilities = new ArrayList<>();
    private List<String> mounts = new ArrayList<>();
    private boolean undeterminedImages;

    public static LimitedRunConfiguration get() {
        return ExtensionList.lookupSingleton(LimitedRunConfiguration.class);
    }

    public LimitedRunConfiguration() {
        super("networks", "capabilities", "mounts");
    }

    @Override
    protected SettingsSection initial() {
        return new LimitedRunConfiguration();
    }

    @Override
    public String getDisplayName() {
        return Messages.LimitedRunConfiguration_DisplayName();
    }

    public LimitPolicy policy() {
        RunOptions defaults = RunOptions.NONE;
        RunOptions maxima = RunOptions.NONE;
        for (LimitSetting limit : limits) {
            RunOption option = RunOption.of(limit.option);
            if (!limit.defaultValue.isEmpty()) {
                defaults = defaults.with(option, limit.defaultValue);
            }
            if (!limit.maximum.isEmpty()) {
                maxima = maxima.with(option, limit.maximum);
            }
        }
        return new LimitPolicy(
                defaults, maxima, Set.copyOf(networks), Set.copyOf(capabilities), mounts, undeterminedImages);
    }

    /** Returns whether each run must specify the option because it has no default. */
    public boolean needs(RunOption option) {
        return (option == RunOption.MEMORY || option == RunOption.CPUS)
                && limits.stream()
                        .noneMatch(limit -> limit.option.equals(option.key()) && !limit.defaultValue.isEmpty());
    }

    public List<LimitSetting> getLimits() {
        return List.copyOf(limits);
    }

    @DataBoundSetter
    public void setLimits(List<LimitSetting> limits) {
        this.limits = new ArrayList<>(limits);
        save();
    }

    /** Returns the allowed networks; empty for all except the host's network. */
    public List<String> getNetworks() {
        return List.copyOf(networks);
    }

    @DataBoundSetter
    public void setNetworks(List<String> networks) {
        this.networks = FormText.entries(networks);
        save();
    }

    /** Returns the capabilities that are allowed in addition to the usual ones. */
    public List<String> getCapabilities() {
        return List.copyOf(capabilities);
    }

    @DataBoundSetter
    public void setCapabilities(List<String> capabilities) {
        this.capabilities = FormText.entries(capabilities);
        save();
    }

    /** Returns the folders and volumes that may be mounted in addition to the workspace. */
    public List<String> getMounts() {
        return List.copyOf(mounts);
    }

    @DataBoundSetter
    public void setMounts(List<String> mounts) {
        this.mounts = FormText.entries(mounts);
        save();
    }

    /** Returns whether steps may use images of which the image policy cannot decide whether they are allowed. */
    public boolean isUndeterminedImages() {
        return undeterminedImages;
    }

    @DataBoundSetter
    public void setUndeterminedImages(boolean undeterminedImages) {
        this.undeterminedImages = undeterminedImages;
        save();
    }
}
